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
					(bench, calls) -> bench.future(
							CompletableFuture.anyOf(Calls.async(bench, calls).toArray(CompletableFuture<?>[]::new))),
					"AsyncPoolWait", WaitForms::asyncPoolLesson),
			Forms.pair("Mono.firstWithSignal",
					(bench, calls) -> bench.subscribe(Mono.firstWithSignal(Calls.monos(calls))), "WebClientWait",
					WaitForms::webClientLesson),
			Forms.pair("ExecutorService.invokeAny",
					(bench, calls) -> bench.thread(() -> bench.virtualThreads().invokeAny(Calls.blocking(calls))),
					"VirtualThreadWait", WaitForms::virtualThreadLesson),
			Forms.pair("asyncio.wait",
					(bench, calls) -> bench
						.task(() -> Asyncio.wait(Calls.tasks(calls), bench.timeout(), ReturnWhen.FIRST_COMPLETED)),
					"AsyncioWait", (bench, calls) -> bench.task(() -> new AsyncioWait().wait(Calls.tasks(calls),
							ReturnWhen.FIRST_COMPLETED, bench.timeout()))));

	private WaitForms() {
	}

	private static Awaiter asyncPoolLesson(Workbench bench, List<Call> calls) {
		return bench
			.future(new AsyncPoolWait().wait(Calls.jobs(bench, calls), ReturnWhen.FIRST_COMPLETED, bench.timeout()));
	}

	private static Awaiter webClientLesson(Workbench bench, List<Call> calls) {
		return bench
			.subscribe(new WebClientWait().wait(Calls.futures(calls), ReturnWhen.FIRST_COMPLETED, bench.timeout()));
	}

	private static Awaiter virtualThreadLesson(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			CompletionService<String> completions = new ExecutorCompletionService<>(bench.virtualThreads());
			List<Future<String>> tasks = Calls.blocking(calls).stream().map(completions::submit).toList();
			return new VirtualThreadWait().wait(tasks, completions, ReturnWhen.FIRST_COMPLETED, bench.timeout());
		});
	}

}
