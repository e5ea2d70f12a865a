@NullMarked
package dev.asynclab.pitfall.retryaroundtimeout;

import org.jspecify.annotations.NullMarked;
