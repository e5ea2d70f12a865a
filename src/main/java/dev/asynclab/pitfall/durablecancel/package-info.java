@NullMarked
package dev.asynclab.pitfall.durablecancel;

import org.jspecify.annotations.NullMarked;
