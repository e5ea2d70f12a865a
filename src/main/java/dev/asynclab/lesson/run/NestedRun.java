package dev.asynclab.lesson.run;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import reactor.core.publisher.Mono;

/**
 * Runs another main inside main. This is a mistake on an event loop, which runs only one
 * main, but not on a thread, which may wait anywhere.
 */
record NestedRun(AsyncioRun asyncio, WebClientRun webClient, VirtualThreadRun virtualThread) {

	String asyncio(List<Coroutine<String>> rest, Coroutine<String> main) {
		return this.asyncio.run(rest, () -> {
			String value = Asyncio.await(main);
			return this.asyncio.run(List.of(), () -> value);
		});
	}

	String webClient(List<Mono<String>> rest, Mono<String> main) {
		// As any I/O, the inner main takes a moment: block() does not wait for a value
		// that is already there.
		return Objects.requireNonNull(this.webClient.run(rest, main.mapNotNull(
				(value) -> this.webClient.run(List.of(), Mono.just(value).delayElement(Duration.ofMillis(1))))));
	}

	String virtualThread(List<Callable<String>> rest, Callable<String> main) throws Exception {
		return this.virtualThread.run(rest, () -> {
			String value = main.call();
			return this.virtualThread.run(List.of(), () -> value);
		});
	}

}
