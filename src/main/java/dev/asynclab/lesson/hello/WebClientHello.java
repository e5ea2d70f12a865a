package dev.asynclab.lesson.hello;

import java.util.function.Consumer;

import reactor.core.publisher.Mono;

/**
 * A coroutine as a Mono: it does nothing until it is subscribed to, as a coroutine does
 * nothing until it is awaited. It holds no thread while it waits.
 * <p>
 * On failure the Mono ends with the error, and World is not printed. Cancelling the
 * subscription stops the I/O at once.
 * <p>
 * The gap: a coroutine gets CancelledError at its {@code await}. A Mono does not, so it
 * can neither refuse nor wait for a clean-up.
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
	 * Prints Hello, waits, and prints World.
	 * @param print prints a word
	 * @param io the operation to wait for
	 * @return completes when World is printed
	 */
	public Mono<Void> sayHello(Consumer<String> print, Mono<?> io) {
		return Mono.fromRunnable(() -> print.accept("Hello"))
			.then(io)
			.then(Mono.fromRunnable(() -> print.accept("World")));
	}

}
