@NullMarked
package dev.asynclab.pitfall.blockinghandler;

import org.jspecify.annotations.NullMarked;
