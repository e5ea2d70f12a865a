/**
 * Lets asyncio's tasks await Reactive Streams publishers. The {@code asyncio} package
 * itself does not depend on Reactive Streams.
 */
@NullMarked
package dev.asynclab.reactive;

import org.jspecify.annotations.NullMarked;
