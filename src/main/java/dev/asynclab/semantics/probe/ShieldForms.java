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

	static final Forms ALL = new Forms(Forms.pair("CompletableFuture.thenApply",
			(bench, calls) -> bench.future(bench.job(calls.getFirst()).thenApply((value) -> value)), "AsyncPoolShield",
			(bench, calls) -> bench.future(new AsyncPoolShield().awaitShielded(Calls.jobs(bench, calls)))),
			Forms.pair("Mono.fromFuture",
					(bench, calls) -> bench.subscribe(Mono.fromFuture(calls.getFirst().mono().toFuture())),
					"WebClientShield",
					(bench, calls) -> bench.subscribe(new WebClientShield().awaitShielded(Calls.futures(calls)))),
			Forms.pair("Future.get",
					(bench, calls) -> bench.thread(bench.virtualThreads().submit(calls.getFirst().blocking())::get),
					"VirtualThreadShield", ShieldForms::virtualThreadLesson),
			Forms.pair("asyncio.shield",
					(bench, calls) -> bench.task(() -> Asyncio.shield(Calls.tasks(calls).getFirst())), "AsyncioShield",
					(bench, calls) -> bench.task(() -> new AsyncioShield().awaitShielded(Calls.tasks(calls)))));

	private ShieldForms() {
	}

	private static Awaiter virtualThreadLesson(Workbench bench, List<Call> calls) {
		List<Future<String>> tasks = Calls.blocking(calls).stream().map(bench.virtualThreads()::submit).toList();
		return bench.thread(() -> new VirtualThreadShield().awaitShielded(tasks));
	}

}
