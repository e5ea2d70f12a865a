@NullMarked
package dev.asynclab.pitfall.futurecancel;

import org.jspecify.annotations.NullMarked;
