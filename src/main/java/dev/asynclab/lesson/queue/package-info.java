/**
 * {@code asyncio.Queue}: producers and consumers that wait for each other.
 *
 * <pre>{@code
 * async def produce(queue):
 *     while rest:
 *         await queue.put(await fetch(rest.pop(0)))
 *
 * async def consume(queue):
 *     while True:
 *         results.append(await work(await queue.get()))
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.queue;

import org.jspecify.annotations.NullMarked;
