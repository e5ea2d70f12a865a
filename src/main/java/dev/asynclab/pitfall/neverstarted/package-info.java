@NullMarked
package dev.asynclab.pitfall.neverstarted;

import org.jspecify.annotations.NullMarked;
