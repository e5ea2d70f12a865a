@NullMarked
package dev.asynclab.pitfall.commonpool;

import org.jspecify.annotations.NullMarked;
