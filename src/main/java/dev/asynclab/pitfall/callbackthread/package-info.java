@NullMarked
package dev.asynclab.pitfall.callbackthread;

import org.jspecify.annotations.NullMarked;
