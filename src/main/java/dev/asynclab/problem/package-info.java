/**
 * The front door and its errors: what may come in, and what a caller is told when it may
 * not. Every error is an RFC 9457 problem.
 */
@NullMarked
package dev.asynclab.problem;

import org.jspecify.annotations.NullMarked;
