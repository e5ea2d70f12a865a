@NullMarked
package dev.asynclab.pitfall.timeoutleaves;

import org.jspecify.annotations.NullMarked;
