/**
 * The mock I/O server: answers after a delay, or fails, or never answers, as asked.
 */
@NullMarked
package dev.asynclab.upstream;

import org.jspecify.annotations.NullMarked;
