@NullMarked
package dev.asynclab.pitfall.selfinvocation;

import org.jspecify.annotations.NullMarked;
