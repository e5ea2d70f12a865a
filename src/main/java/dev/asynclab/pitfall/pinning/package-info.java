@NullMarked
package dev.asynclab.pitfall.pinning;

import org.jspecify.annotations.NullMarked;
