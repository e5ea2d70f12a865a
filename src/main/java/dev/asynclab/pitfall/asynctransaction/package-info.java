@NullMarked
package dev.asynclab.pitfall.asynctransaction;

import org.jspecify.annotations.NullMarked;
