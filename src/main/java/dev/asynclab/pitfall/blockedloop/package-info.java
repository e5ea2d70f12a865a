@NullMarked
package dev.asynclab.pitfall.blockedloop;

import org.jspecify.annotations.NullMarked;
