/**
 * Lets asyncio's tasks await what Reactive Streams publish. The {@code asyncio} package
 * itself knows nothing of them.
 */
@NullMarked
package dev.asynclab.reactive;

import org.jspecify.annotations.NullMarked;
