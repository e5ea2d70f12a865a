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
					(bench, calls) -> bench
						.future(new AsyncPoolAsCompleted().asCompleted(Calls.jobs(bench, calls), bench.timeout()))),
			Forms.pair("Flux.merge(…).timeout",
					(bench, calls) -> bench
						.subscribe(Flux.merge(Calls.monos(calls)).collectList().timeout(bench.timeout())),
					"WebClientAsCompleted",
					(bench, calls) -> bench
						.subscribe(new WebClientAsCompleted().asCompleted(Calls.futures(calls), bench.timeout()))),
			Forms.pair("invokeAll(…, timeout)", AsCompletedForms::invokeAll, "VirtualThreadAsCompleted",
					(bench, calls) -> bench.thread(() -> new VirtualThreadAsCompleted(bench.virtualThreads())
						.asCompleted(Calls.blocking(calls), bench.timeout()))),
			Forms.pair("asyncio.as_completed", AsCompletedForms::asCompleted, "AsyncioAsCompleted",
					(bench, calls) -> bench
						.task(() -> new AsyncioAsCompleted().asCompleted(Calls.tasks(calls), bench.timeout()))));

	private AsCompletedForms() {
	}

	private static Awaiter allOf(Workbench bench, List<Call> calls) {
		List<CompletableFuture<String>> tasks = Calls.async(bench, calls);
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList()));
	}

	private static Awaiter invokeAll(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			List<String> values = new ArrayList<>();
			for (Future<String> task : bench.virtualThreads()
				.invokeAll(Calls.blocking(calls), bench.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
				values.add(task.get());
			}
			return values;
		});
	}

	private static Awaiter asCompleted(Workbench bench, List<Call> calls) {
		return bench.task(() -> {
			List<String> values = new ArrayList<>();
			for (Coroutine<String> earliest : Asyncio.<String>asCompleted(Calls.tasks(calls), bench.timeout())) {
				values.add(Asyncio.await(earliest));
			}
			return values;
		});
	}

}
