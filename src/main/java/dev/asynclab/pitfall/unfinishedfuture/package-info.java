@NullMarked
package dev.asynclab.pitfall.unfinishedfuture;

import org.jspecify.annotations.NullMarked;
