/**
 * The mock I/O server. As a request asks, it answers after a delay, fails, or never
 * answers.
 */
@NullMarked
package dev.asynclab.upstream;

import org.jspecify.annotations.NullMarked;
