package dev.asynclab.lesson.hello;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

/**
 * A coroutine as a Mono: nothing happens until it is subscribed to, just as a coroutine
 * does nothing until it is awaited, and no thread is held while it waits.
 * <p>
 * On failure the Mono ends with the error, and World is not said. Cancelling the
 * subscription stops the I/O at once; unlike a coroutine, which gets CancelledError at
 * its {@code await}, it can neither refuse nor wait for a clean-up.
 *
 * <pre>{@code
 * async def say_hello():
 *     print("Hello")
 *     await asyncio.sleep(1)
 *     print("World")
 * }</pre>
 */
public class WebClientHello {

	/**
	 * Says Hello, waits, and says World.
	 * @param print where to say it
	 * @param io what to wait for
	 * @return completes when all is said
	 */
	public Mono<Void> sayHello(Consumer<String> print, Mono<?> io) {
		return Mono.fromRunnable(() -> print.accept("Hello"))
			.then(io)
			.then(Mono.fromRunnable(() -> print.accept("World")));
	}

}
