package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.shield.AsyncPoolShield;
import dev.asynclab.lesson.shield.AsyncioShield;
import dev.asynclab.lesson.shield.VirtualThreadShield;
import dev.asynclab.lesson.shield.WebClientShield;
import reactor.core.publisher.Mono;

/**
 * One task, whose awaiter may be cancelled without it: {@code shield(task)}.
 */
final class ShieldForms {

	static final Forms ALL = new Forms(
			Forms.pair("CompletableFuture.thenApply",
					(bench) -> bench.future(bench.job(bench.first()).thenApply((value) -> value)), "AsyncPoolShield",
					(bench) -> bench.future(new AsyncPoolShield().awaitShielded(bench.jobs()))),
			Forms.pair("Mono.fromFuture", (bench) -> bench.subscribe(Mono.fromFuture(bench.first().mono().toFuture())),
					"WebClientShield",
					(bench) -> bench.subscribe(new WebClientShield().awaitShielded(bench.futures()))),
			Forms.pair("Future.get",
					(bench) -> bench.thread(bench.virtualThreads().submit(bench.first().blocking())::get),
					"VirtualThreadShield", ShieldForms::virtualThreadLesson),
			Forms.pair("asyncio.shield", (bench) -> bench.task(() -> Asyncio.shield(bench.tasks().getFirst())),
					"AsyncioShield", (bench) -> bench.task(() -> new AsyncioShield().awaitShielded(bench.tasks()))));

	private ShieldForms() {
	}

	private static Awaiter virtualThreadLesson(Workbench bench) {
		List<Future<String>> tasks = bench.blocking().stream().map(bench.virtualThreads()::submit).toList();
		return bench.thread(() -> new VirtualThreadShield().awaitShielded(tasks));
	}

}
