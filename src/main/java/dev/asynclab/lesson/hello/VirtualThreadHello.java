package dev.asynclab.lesson.hello;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * A coroutine as blocking code on a virtual thread: it reads like the Python without its
 * {@code await}, and waiting holds no platform thread.
 * <p>
 * On failure the error is thrown, and World is not said. On cancellation, an interrupt,
 * the I/O throws; code that swallows the interrupt goes on, as a coroutine that swallows
 * CancelledError does.
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
	 * Says Hello, waits, and says World. To be called on a virtual thread, such as one of
	 * {@code Executors.newVirtualThreadPerTaskExecutor()}.
	 * @param print where to say it
	 * @param io what to wait for; blocks
	 * @throws Exception what the I/O throws
	 */
	public void sayHello(Consumer<String> print, Callable<?> io) throws Exception {
		print.accept("Hello");
		io.call();
		print.accept("World");
	}

}
