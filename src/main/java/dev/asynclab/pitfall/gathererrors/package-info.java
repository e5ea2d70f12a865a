@NullMarked
package dev.asynclab.pitfall.gathererrors;

import org.jspecify.annotations.NullMarked;
