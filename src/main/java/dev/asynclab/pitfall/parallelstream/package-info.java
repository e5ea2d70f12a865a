@NullMarked
package dev.asynclab.pitfall.parallelstream;

import org.jspecify.annotations.NullMarked;
