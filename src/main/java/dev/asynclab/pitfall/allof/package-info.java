@NullMarked
package dev.asynclab.pitfall.allof;

import org.jspecify.annotations.NullMarked;
