@NullMarked
package dev.asynclab.pitfall.lostexception;

import org.jspecify.annotations.NullMarked;
