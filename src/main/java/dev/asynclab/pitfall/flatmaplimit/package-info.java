@NullMarked
package dev.asynclab.pitfall.flatmaplimit;

import org.jspecify.annotations.NullMarked;
