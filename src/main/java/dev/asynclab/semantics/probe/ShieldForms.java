package dev.asynclab.semantics.probe;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.shield.AsyncPoolShield;
import dev.asynclab.lesson.shield.AsyncioShield;
import dev.asynclab.lesson.shield.VirtualThreadShield;
import dev.asynclab.lesson.shield.WebClientShield;
import reactor.core.publisher.Mono;

/**
 * One task, and an awaiter that may be cancelled without it: {@code shield(task)}.
 */
final class ShieldForms {

	static final Forms ALL = new Forms(
			Forms.futures("CompletableFuture.thenApply",
					(bench) -> bench.job(bench.first()).thenApply((value) -> value), "AsyncPoolShield",
					(bench) -> new AsyncPoolShield().awaitShielded(bench.jobs())),
			Forms.monos("Mono.fromFuture", (bench) -> Mono.fromFuture(bench.first().mono().toFuture()),
					"WebClientShield", (bench) -> new WebClientShield().awaitShielded(bench.futures())),
			Forms.blocking("Future.get", (bench) -> bench.virtualThreads().submit(bench.first().blocking()).get(),
					"VirtualThreadShield",
					(bench) -> new VirtualThreadShield()
						.awaitShielded(bench.blocking().stream().map(bench.virtualThreads()::submit).toList())),
			Forms.coroutines("asyncio.shield", (bench) -> Asyncio.shield(bench.tasks().getFirst()), "AsyncioShield",
					(bench) -> new AsyncioShield().awaitShielded(bench.tasks())));

	private ShieldForms() {
	}

}
