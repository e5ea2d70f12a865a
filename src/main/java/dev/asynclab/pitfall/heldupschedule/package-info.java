@NullMarked
package dev.asynclab.pitfall.heldupschedule;

import org.jspecify.annotations.NullMarked;
