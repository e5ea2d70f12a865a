package dev.asynclab.lesson.hello;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A coroutine as blocking code on a virtual thread: it reads like the Python without its
 * {@code await}, and holds no platform thread while it waits.
 * <p>
 * On failure the error is thrown, and World is not printed. On cancellation (an
 * interrupt) the I/O throws. Code that swallows the interrupt goes on, as a coroutine
 * does that swallows CancelledError.
 *
 * <pre>{@code
 * async def say_hello():
 *     print("Hello")
 *     await asyncio.sleep(1)
 *     print("World")
 * }</pre>
 */
public class VirtualThreadHello {

	/**
	 * Prints Hello, waits, and prints World. Call this on a virtual thread, such as one
	 * of {@code Executors.newVirtualThreadPerTaskExecutor()}.
	 * @param print prints a word
	 * @param io the operation to wait for; it blocks
	 * @throws Exception what the I/O throws
	 */
	public void sayHello(Consumer<String> print, Callable<?> io) throws Exception {
		print.accept("Hello");
		io.call();
		print.accept("World");
	}

}
