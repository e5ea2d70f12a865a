@NullMarked
package dev.asynclab.pitfall.codeclimit;

import org.jspecify.annotations.NullMarked;
