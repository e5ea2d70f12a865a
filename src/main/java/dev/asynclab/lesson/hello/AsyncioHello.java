package dev.asynclab.lesson.hello;

import java.util.function.Consumer;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;

/**
 * A coroutine in Java: it reads like the Python, and other tasks of the loop run while it
 * awaits.
 * <p>
 * On failure the error is thrown, and World is not printed. On cancellation
 * CancelledError is thrown at the await, where the coroutine may clean up or refuse.
 *
 * <pre>{@code
 * async def say_hello():
 *     print("Hello")
 *     await asyncio.sleep(1)
 *     print("World")
 * }</pre>
 */
public class AsyncioHello {

	/**
	 * Prints Hello, awaits, and prints World.
	 * @param print prints a word
	 * @param io the operation to await
	 */
	public void sayHello(Consumer<String> print, Coroutine<?> io) {
		print.accept("Hello");
		Asyncio.await(io);
		print.accept("World");
	}

}
