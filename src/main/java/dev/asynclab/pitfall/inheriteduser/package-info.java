/**
 * A user that a thread of a pool has inherited.
 */
@NullMarked
package dev.asynclab.pitfall.inheriteduser;

import org.jspecify.annotations.NullMarked;
