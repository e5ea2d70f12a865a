@NullMarked
package dev.asynclab.pitfall.defaultpool;

import org.jspecify.annotations.NullMarked;
