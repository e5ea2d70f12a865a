package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.lesson.ascompleted.AsyncPoolAsCompleted;
import dev.asynclab.lesson.ascompleted.AsyncioAsCompleted;
import dev.asynclab.lesson.ascompleted.VirtualThreadAsCompleted;
import dev.asynclab.lesson.ascompleted.WebClientAsCompleted;
import reactor.core.publisher.Flux;

/**
 * Results in the order in which they come: {@code as_completed(tasks, timeout=...)}.
 */
final class AsCompletedForms {

	static final Forms ALL = new Forms(
			Forms.pair("allOf(…).orTimeout", AsCompletedForms::allOf, "AsyncPoolAsCompleted",
					(bench) -> bench.future(new AsyncPoolAsCompleted().asCompleted(bench.jobs(), bench.timeout()))),
			Forms.pair("Flux.merge(…).timeout",
					(bench) -> bench.subscribe(Flux.merge(bench.monos()).collectList().timeout(bench.timeout())),
					"WebClientAsCompleted",
					(bench) -> bench
						.subscribe(new WebClientAsCompleted().asCompleted(bench.futures(), bench.timeout()))),
			Forms.pair("invokeAll(…, timeout)", AsCompletedForms::invokeAll, "VirtualThreadAsCompleted",
					(bench) -> bench.thread(() -> new VirtualThreadAsCompleted(bench.virtualThreads())
						.asCompleted(bench.blocking(), bench.timeout()))),
			Forms.pair("asyncio.as_completed", AsCompletedForms::asCompleted, "AsyncioAsCompleted",
					(bench) -> bench.task(() -> new AsyncioAsCompleted().asCompleted(bench.tasks(), bench.timeout()))));

	private AsCompletedForms() {
	}

	private static Awaiter allOf(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList()));
	}

	private static Awaiter invokeAll(Workbench bench) {
		return bench.thread(() -> {
			List<String> values = new ArrayList<>();
			for (Future<String> task : bench.virtualThreads()
				.invokeAll(bench.blocking(), bench.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
				values.add(task.get());
			}
			return values;
		});
	}

	private static Awaiter asCompleted(Workbench bench) {
		return bench.task(() -> {
			List<String> values = new ArrayList<>();
			for (Coroutine<String> earliest : Asyncio.<String>asCompleted(bench.tasks(), bench.timeout())) {
				values.add(Asyncio.await(earliest));
			}
			return values;
		});
	}

}
