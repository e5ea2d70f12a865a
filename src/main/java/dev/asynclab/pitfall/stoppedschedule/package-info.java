@NullMarked
package dev.asynclab.pitfall.stoppedschedule;

import org.jspecify.annotations.NullMarked;
