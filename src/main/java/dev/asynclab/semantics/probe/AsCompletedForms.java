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
			Forms.futures("allOf(…).orTimeout", AsCompletedForms::allOf, "AsyncPoolAsCompleted",
					(bench) -> new AsyncPoolAsCompleted().asCompleted(bench.jobs(), bench.timeout())),
			Forms.monos("Flux.merge(…).timeout",
					(bench) -> Flux.merge(bench.monos()).collectList().timeout(bench.timeout()), "WebClientAsCompleted",
					(bench) -> new WebClientAsCompleted().asCompleted(bench.futures(), bench.timeout())),
			Forms.blocking("invokeAll(…, timeout)", AsCompletedForms::invokeAll, "VirtualThreadAsCompleted",
					(bench) -> new VirtualThreadAsCompleted(bench.virtualThreads()).asCompleted(bench.blocking(),
							bench.timeout())),
			Forms.coroutines("asyncio.as_completed", AsCompletedForms::asCompleted, "AsyncioAsCompleted",
					(bench) -> new AsyncioAsCompleted().asCompleted(bench.tasks(), bench.timeout())));

	private AsCompletedForms() {
	}

	private static CompletableFuture<?> allOf(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS)
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList());
	}

	private static List<String> invokeAll(Workbench bench) throws Exception {
		List<String> values = new ArrayList<>();
		for (Future<String> task : bench.virtualThreads()
			.invokeAll(bench.blocking(), bench.timeout().toNanos(), TimeUnit.NANOSECONDS)) {
			values.add(task.get());
		}
		return values;
	}

	private static List<String> asCompleted(Workbench bench) throws Exception {
		List<String> values = new ArrayList<>();
		for (Coroutine<String> earliest : Asyncio.<String>asCompleted(bench.tasks(), bench.timeout())) {
			values.add(Asyncio.await(earliest));
		}
		return values;
	}

}
