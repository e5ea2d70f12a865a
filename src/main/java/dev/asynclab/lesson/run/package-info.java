/**
 * {@code asyncio.run}: makes a loop, runs main, cancels the rest, closes the loop.
 *
 * <pre>{@code
 * async def main():
 *     rest = asyncio.create_task(fetch("A"))
 *     return await fetch("B")
 *
 * asyncio.run(main())
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.run;

import org.jspecify.annotations.NullMarked;
