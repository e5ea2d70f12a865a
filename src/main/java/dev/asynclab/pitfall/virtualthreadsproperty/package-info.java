@NullMarked
package dev.asynclab.pitfall.virtualthreadsproperty;

import org.jspecify.annotations.NullMarked;
