@NullMarked
package dev.asynclab.pitfall.responsetimeout;

import org.jspecify.annotations.NullMarked;
