/**
 * A coroutine.
 */
@NullMarked
package dev.asynclab.lesson.hello;

import org.jspecify.annotations.NullMarked;
