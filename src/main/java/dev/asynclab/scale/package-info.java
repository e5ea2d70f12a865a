/**
 * A million tasks at once: the same wait in each style, timed. Each {@link Engine} is one
 * way to run them; {@link Journal} notes when each task started and ended.
 */
@NullMarked
package dev.asynclab.scale;

import org.jspecify.annotations.NullMarked;
