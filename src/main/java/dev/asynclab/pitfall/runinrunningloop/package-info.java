@NullMarked
package dev.asynclab.pitfall.runinrunningloop;

import org.jspecify.annotations.NullMarked;
