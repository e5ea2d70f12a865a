/**
 * The front door and its errors: which requests are accepted, and what a caller is told
 * if one is refused. Every error is an RFC 9457 problem.
 */
@NullMarked
package dev.asynclab.problem;

import org.jspecify.annotations.NullMarked;
