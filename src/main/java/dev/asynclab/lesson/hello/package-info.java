/**
 * A coroutine.
 *
 * <pre>{@code
 * async def say_hello():
 *     print("Hello")
 *     await asyncio.sleep(1)
 *     print("World")
 * }</pre>
 */
@NullMarked
package dev.asynclab.lesson.hello;

import org.jspecify.annotations.NullMarked;
