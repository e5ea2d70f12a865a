@NullMarked
package dev.asynclab.pitfall.asynctofuture;

import org.jspecify.annotations.NullMarked;
