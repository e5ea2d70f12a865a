package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.gather.AsyncPoolGather;
import dev.asynclab.lesson.gather.AsyncioGather;
import dev.asynclab.lesson.gather.VirtualThreadGather;
import dev.asynclab.lesson.gather.WebClientGather;
import reactor.core.publisher.Mono;

/**
 * All at once, and the results of all: {@code gather(*tasks)}.
 */
final class GatherForms {

	static final Forms ALL = new Forms(
			Forms.pair("CompletableFuture.allOf", GatherForms::allOf, "AsyncPoolGather",
					(bench, calls) -> bench.future(new AsyncPoolGather().gather(Calls.jobs(bench, calls)))),
			Forms.pair("Mono.zip", GatherForms::zip, "WebClientGather",
					(bench, calls) -> bench
						.subscribe(new WebClientGather().gather(Calls.monos(calls), Integer.MAX_VALUE))),
			Forms.pair("ExecutorService.invokeAll", GatherForms::invokeAll, "VirtualThreadGather",
					(bench, calls) -> bench.thread(() -> new VirtualThreadGather(bench.virtualThreads())
						.gather(Calls.blocking(calls), Integer.MAX_VALUE))),
			Forms.pair("asyncio.gather", GatherForms::gather, "AsyncioGather", (bench, calls) -> bench
				.task(() -> new AsyncioGather().gather(Calls.coroutines(calls), Integer.MAX_VALUE))));

	static final Forms RETURNING_EXCEPTIONS = new Forms(
			Forms.pair("CompletableFuture.allOf", GatherForms::allOfThenEach, "AsyncPoolGather",
					(bench, calls) -> bench
						.future(new AsyncPoolGather().gatherReturningExceptions(Calls.jobs(bench, calls)))),
			Forms.pair("Mono.zipDelayError", GatherForms::zipDelayError, "WebClientGather",
					(bench, calls) -> bench.subscribe(
							new WebClientGather().gatherReturningExceptions(Calls.monos(calls), Integer.MAX_VALUE))),
			Forms.pair("ExecutorService.invokeAll", GatherForms::invokeAllThenEach, "VirtualThreadGather",
					(bench, calls) -> bench.thread(() -> new VirtualThreadGather(bench.virtualThreads())
						.gatherReturningExceptions(Calls.blocking(calls), Integer.MAX_VALUE))),
			Forms.pair("return_exceptions=True", GatherForms::gatherReturnExceptions, "AsyncioGather",
					(bench, calls) -> bench.task(() -> new AsyncioGather()
						.gatherReturningExceptions(Calls.coroutines(calls), Integer.MAX_VALUE))));

	private GatherForms() {
	}

	private static Awaiter allOf(Workbench bench, List<Call> calls) {
		List<CompletableFuture<String>> tasks = Calls.async(bench, calls);
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList()));
	}

	private static Awaiter allOfThenEach(Workbench bench, List<Call> calls) {
		List<CompletableFuture<String>> tasks = Calls.async(bench, calls);
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> valuesAndErrors(tasks)));
	}

	private static Awaiter zip(Workbench bench, List<Call> calls) {
		return bench.subscribe(Mono.zip(Calls.monos(calls), List::of));
	}

	private static Awaiter zipDelayError(Workbench bench, List<Call> calls) {
		return bench.subscribe(Mono.zipDelayError(Calls.monos(calls), List::of));
	}

	private static Awaiter invokeAll(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			List<String> values = new ArrayList<>();
			for (Future<String> task : bench.virtualThreads().invokeAll(Calls.blocking(calls))) {
				values.add(task.get());
			}
			return values;
		});
	}

	private static Awaiter invokeAllThenEach(Workbench bench, List<Call> calls) {
		return bench.thread(() -> valuesAndErrors(bench.virtualThreads().invokeAll(Calls.blocking(calls))));
	}

	private static Awaiter gather(Workbench bench, List<Call> calls) {
		return bench.task(() -> Asyncio.gather(Calls.tasks(calls)));
	}

	private static Awaiter gatherReturnExceptions(Workbench bench, List<Call> calls) {
		return bench.task(() -> Asyncio.gatherReturnExceptions(Calls.tasks(calls)));
	}

	private static List<Object> valuesAndErrors(List<? extends Future<String>> tasks) {
		return tasks.stream()
			.<Object>map((task) -> (task.state() == Future.State.FAILED) ? task.exceptionNow() : task.resultNow())
			.toList();
	}

}
