@NullMarked
package dev.asynclab.pitfall.shutdown;

import org.jspecify.annotations.NullMarked;
