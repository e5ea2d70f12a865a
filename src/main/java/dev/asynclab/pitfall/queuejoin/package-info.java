@NullMarked
package dev.asynclab.pitfall.queuejoin;

import org.jspecify.annotations.NullMarked;
