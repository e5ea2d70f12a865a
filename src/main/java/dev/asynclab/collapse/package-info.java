/**
 * Shows how one blocking call reduces the throughput of a thread that many calls share.
 * One endpoint blocks and one does not, for a load generator. The experiment sends such
 * calls itself.
 */
@NullMarked
package dev.asynclab.collapse;

import org.jspecify.annotations.NullMarked;
