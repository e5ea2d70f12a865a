@NullMarked
package dev.asynclab.pitfall.nestedpool;

import org.jspecify.annotations.NullMarked;
