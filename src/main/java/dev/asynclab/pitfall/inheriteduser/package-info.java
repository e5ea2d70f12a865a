/**
 * A user that a pool's thread has inherited.
 */
@NullMarked
package dev.asynclab.pitfall.inheriteduser;

import org.jspecify.annotations.NullMarked;
