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
					(bench) -> bench.future(new AsyncPoolGather().gather(bench.jobs()))),
			Forms.pair("Mono.zip", GatherForms::zip, "WebClientGather",
					(bench) -> bench.subscribe(new WebClientGather().gather(bench.monos(), Integer.MAX_VALUE))),
			Forms.pair("ExecutorService.invokeAll", GatherForms::invokeAll, "VirtualThreadGather",
					(bench) -> bench.thread(() -> new VirtualThreadGather(bench.virtualThreads())
						.gather(bench.blocking(), Integer.MAX_VALUE))),
			Forms.pair("asyncio.gather", GatherForms::gather, "AsyncioGather",
					(bench) -> bench.task(() -> new AsyncioGather().gather(bench.coroutines(), Integer.MAX_VALUE))));

	static final Forms RETURNING_EXCEPTIONS = new Forms(
			Forms.pair("CompletableFuture.allOf", GatherForms::allOfThenEach, "AsyncPoolGather",
					(bench) -> bench.future(new AsyncPoolGather().gatherReturningExceptions(bench.jobs()))),
			Forms.pair("Mono.zipDelayError", GatherForms::zipDelayError, "WebClientGather",
					(bench) -> bench
						.subscribe(new WebClientGather().gatherReturningExceptions(bench.monos(), Integer.MAX_VALUE))),
			Forms.pair("ExecutorService.invokeAll", GatherForms::invokeAllThenEach, "VirtualThreadGather",
					(bench) -> bench.thread(() -> new VirtualThreadGather(bench.virtualThreads())
						.gatherReturningExceptions(bench.blocking(), Integer.MAX_VALUE))),
			Forms.pair("return_exceptions=True", GatherForms::gatherReturnExceptions, "AsyncioGather", (bench) -> bench
				.task(() -> new AsyncioGather().gatherReturningExceptions(bench.coroutines(), Integer.MAX_VALUE))));

	private GatherForms() {
	}

	private static Awaiter allOf(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList()));
	}

	private static Awaiter allOfThenEach(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> valuesAndErrors(tasks)));
	}

	private static Awaiter zip(Workbench bench) {
		return bench.subscribe(Mono.zip(bench.monos(), List::of));
	}

	private static Awaiter zipDelayError(Workbench bench) {
		return bench.subscribe(Mono.zipDelayError(bench.monos(), List::of));
	}

	private static Awaiter invokeAll(Workbench bench) {
		return bench.thread(() -> {
			List<String> values = new ArrayList<>();
			for (Future<String> task : bench.virtualThreads().invokeAll(bench.blocking())) {
				values.add(task.get());
			}
			return values;
		});
	}

	private static Awaiter invokeAllThenEach(Workbench bench) {
		return bench.thread(() -> valuesAndErrors(bench.virtualThreads().invokeAll(bench.blocking())));
	}

	private static Awaiter gather(Workbench bench) {
		return bench.task(() -> Asyncio.gather(bench.tasks()));
	}

	private static Awaiter gatherReturnExceptions(Workbench bench) {
		return bench.task(() -> Asyncio.gatherReturnExceptions(bench.tasks()));
	}

	private static List<Object> valuesAndErrors(List<? extends Future<String>> tasks) {
		return tasks.stream()
			.<Object>map((task) -> (task.state() == Future.State.FAILED) ? task.exceptionNow() : task.resultNow())
			.toList();
	}

}
