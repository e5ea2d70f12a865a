/**
 * More requests at once than the connection pool takes.
 */
@NullMarked
package dev.asynclab.pitfall.connectionpool;

import org.jspecify.annotations.NullMarked;
