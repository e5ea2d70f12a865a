package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.lesson.ascompleted.AsyncPoolAsCompleted;
import dev.asynclab.lesson.ascompleted.AsyncioAsCompleted;
import dev.asynclab.lesson.ascompleted.VirtualThreadAsCompleted;
import dev.asynclab.lesson.ascompleted.WebClientAsCompleted;
import dev.asynclab.lesson.waiting.AsyncPoolWait;
import dev.asynclab.lesson.waiting.AsyncioWait;
import dev.asynclab.lesson.waiting.VirtualThreadWait;
import dev.asynclab.lesson.waiting.WebClientWait;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * Tasks in the order in which they end: {@code wait} and {@code as_completed}.
 */
final class WaitForms {

	// The first that ends: wait(tasks, return_when=FIRST_COMPLETED).
	static final Forms FIRST_COMPLETED = new Forms(Forms.futures("CompletableFuture.anyOf",
			(bench) -> CompletableFuture.anyOf(bench.async().toArray(CompletableFuture<?>[]::new)), "AsyncPoolWait",
			(bench) -> new AsyncPoolWait().wait(bench.jobs(), ReturnWhen.FIRST_COMPLETED, bench.timeout())),
			Forms.monos("Mono.firstWithSignal", (bench) -> Mono.firstWithSignal(bench.monos()), "WebClientWait",
					(bench) -> new WebClientWait().wait(bench.futures(), ReturnWhen.FIRST_COMPLETED, bench.timeout())),
			Forms.blocking("ExecutorService.invokeAny", (bench) -> bench.virtualThreads().invokeAny(bench.blocking()),
					"VirtualThreadWait", WaitForms::virtualThreadLesson),
			Forms.coroutines("asyncio.wait",
					(bench) -> Asyncio.wait(bench.tasks(), bench.timeout(), ReturnWhen.FIRST_COMPLETED), "AsyncioWait",
					(bench) -> new AsyncioWait().wait(bench.tasks(), ReturnWhen.FIRST_COMPLETED, bench.timeout())));

	// Results in the order in which they come: as_completed(tasks, timeout=...).
	static final Forms AS_COMPLETED = new Forms(
			Forms.futures("allOf(…).orTimeout", WaitForms::allOf, "AsyncPoolAsCompleted",
					(bench) -> new AsyncPoolAsCompleted().asCompleted(bench.jobs(), bench.timeout())),
			Forms.monos("Flux.merge(…).timeout",
					(bench) -> Flux.merge(bench.monos()).collectList().timeout(bench.timeout()), "WebClientAsCompleted",
					(bench) -> new WebClientAsCompleted().asCompleted(bench.futures(), bench.timeout())),
			Forms.blocking("invokeAll(…, timeout)", WaitForms::invokeAll, "VirtualThreadAsCompleted",
					(bench) -> new VirtualThreadAsCompleted(bench.virtualThreads()).asCompleted(bench.blocking(),
							bench.timeout())),
			Forms.coroutines("asyncio.as_completed", WaitForms::asCompleted, "AsyncioAsCompleted",
					(bench) -> new AsyncioAsCompleted().asCompleted(bench.tasks(), bench.timeout())));

	private WaitForms() {
	}

	private static Object virtualThreadLesson(Workbench bench) throws Exception {
		CompletionService<String> completions = new ExecutorCompletionService<>(bench.virtualThreads());
		List<Future<String>> tasks = bench.blocking().stream().map(completions::submit).toList();
		return new VirtualThreadWait().wait(tasks, completions, ReturnWhen.FIRST_COMPLETED, bench.timeout());
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
