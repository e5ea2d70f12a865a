/**
 * Answers to requests whose work goes on after the request's thread has left, and stops
 * when the client is seen to hang up.
 */
@NullMarked
package dev.asynclab.answer;

import org.jspecify.annotations.NullMarked;
