@NullMarked
package dev.asynclab.pitfall.smallpool;

import org.jspecify.annotations.NullMarked;
