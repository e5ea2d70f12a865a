@NullMarked
package dev.asynclab.pitfall.subscribedtwice;

import org.jspecify.annotations.NullMarked;
