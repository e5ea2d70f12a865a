@NullMarked
package dev.asynclab.pitfall.idleconnection;

import org.jspecify.annotations.NullMarked;
