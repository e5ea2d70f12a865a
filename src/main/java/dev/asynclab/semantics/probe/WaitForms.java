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

	private WaitForms() {
	}

	private static Object virtualThreadLesson(Workbench bench) throws Exception {
		CompletionService<String> completions = new ExecutorCompletionService<>(bench.virtualThreads());
		List<Future<String>> tasks = bench.blocking().stream().map(completions::submit).toList();
		return new VirtualThreadWait().wait(tasks, completions, ReturnWhen.FIRST_COMPLETED, bench.timeout());
	}

}
