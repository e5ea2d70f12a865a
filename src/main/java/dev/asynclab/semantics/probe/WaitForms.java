package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.lesson.waiting.AsyncPoolWait;
import dev.asynclab.lesson.waiting.AsyncioWait;
import dev.asynclab.lesson.waiting.VirtualThreadWait;
import dev.asynclab.lesson.waiting.WebClientWait;
import reactor.core.publisher.Mono;

/**
 * The first of several that ends: {@code wait(tasks, return_when=FIRST_COMPLETED)}.
 */
final class WaitForms {

	static final Forms FIRST_COMPLETED = new Forms(
			Forms.pair("CompletableFuture.anyOf",
					(bench) -> bench
						.future(CompletableFuture.anyOf(bench.async().toArray(CompletableFuture<?>[]::new))),
					"AsyncPoolWait", WaitForms::asyncPoolLesson),
			Forms.pair("Mono.firstWithSignal", (bench) -> bench.subscribe(Mono.firstWithSignal(bench.monos())),
					"WebClientWait", WaitForms::webClientLesson),
			Forms.pair("ExecutorService.invokeAny",
					(bench) -> bench.thread(() -> bench.virtualThreads().invokeAny(bench.blocking())),
					"VirtualThreadWait", WaitForms::virtualThreadLesson),
			Forms.pair("asyncio.wait",
					(bench) -> bench
						.task(() -> Asyncio.wait(bench.tasks(), bench.timeout(), ReturnWhen.FIRST_COMPLETED)),
					"AsyncioWait", (bench) -> bench.task(
							() -> new AsyncioWait().wait(bench.tasks(), ReturnWhen.FIRST_COMPLETED, bench.timeout()))));

	private WaitForms() {
	}

	private static Awaiter asyncPoolLesson(Workbench bench) {
		return bench.future(new AsyncPoolWait().wait(bench.jobs(), ReturnWhen.FIRST_COMPLETED, bench.timeout()));
	}

	private static Awaiter webClientLesson(Workbench bench) {
		return bench.subscribe(new WebClientWait().wait(bench.futures(), ReturnWhen.FIRST_COMPLETED, bench.timeout()));
	}

	private static Awaiter virtualThreadLesson(Workbench bench) {
		return bench.thread(() -> {
			CompletionService<String> completions = new ExecutorCompletionService<>(bench.virtualThreads());
			List<Future<String>> tasks = bench.blocking().stream().map(completions::submit).toList();
			return new VirtualThreadWait().wait(tasks, completions, ReturnWhen.FIRST_COMPLETED, bench.timeout());
		});
	}

}
