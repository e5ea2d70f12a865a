@NullMarked
package dev.asynclab.pitfall.lostcontext;

import org.jspecify.annotations.NullMarked;
