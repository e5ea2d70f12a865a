@NullMarked
package dev.asynclab.pitfall.connectionpool;

import org.jspecify.annotations.NullMarked;
