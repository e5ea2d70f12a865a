@NullMarked
package dev.asynclab.pitfall.swallowedinterrupt;

import org.jspecify.annotations.NullMarked;
