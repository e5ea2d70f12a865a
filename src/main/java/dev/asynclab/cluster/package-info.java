/**
 * The style {@code hazelcast}: jobs that run on the members of a Hazelcast cluster. Each
 * lab is a member from the style's first use on, and each worker, which is a process of
 * its own. What travels between them is data: a job, that it has begun, and its outcome.
 */
@NullMarked
package dev.asynclab.cluster;

import org.jspecify.annotations.NullMarked;
