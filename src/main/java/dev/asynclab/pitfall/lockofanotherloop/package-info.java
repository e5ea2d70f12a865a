@NullMarked
package dev.asynclab.pitfall.lockofanotherloop;

import org.jspecify.annotations.NullMarked;
