/**
 * Answers to requests whose work continues after the request's thread has returned, and
 * stops when the service notices that the client has disconnected.
 */
@NullMarked
package dev.asynclab.answer;

import org.jspecify.annotations.NullMarked;
