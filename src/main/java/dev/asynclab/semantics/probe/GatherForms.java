package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Semaphore;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.gather.AsyncPoolGather;
import dev.asynclab.lesson.gather.AsyncPoolLimit;
import dev.asynclab.lesson.gather.AsyncioGather;
import dev.asynclab.lesson.gather.VirtualThreadGather;
import dev.asynclab.lesson.gather.WebClientGather;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

/**
 * All at once, and the results of all: {@code gather(*tasks)}.
 */
final class GatherForms {

	static final Forms ALL = new Forms(
			Forms.futures("CompletableFuture.allOf", GatherForms::allOf, "AsyncPoolGather",
					(bench) -> new AsyncPoolGather().gather(bench.jobs())),
			Forms.monos("Mono.zip", (bench) -> Mono.zip(bench.monos(), List::of), "WebClientGather",
					(bench) -> new WebClientGather().gather(bench.monos(), Integer.MAX_VALUE)),
			Forms.blocking("ExecutorService.invokeAll", GatherForms::invokeAll, "VirtualThreadGather",
					(bench) -> new VirtualThreadGather(bench.virtualThreads()).gather(bench.blocking(),
							Integer.MAX_VALUE)),
			Forms.coroutines("asyncio.gather", (bench) -> Asyncio.gather(bench.tasks()), "AsyncioGather",
					(bench) -> new AsyncioGather().gather(bench.coroutines(), Integer.MAX_VALUE)));

	static final Forms RETURNING_EXCEPTIONS = new Forms(
			Forms.futures("CompletableFuture.allOf", GatherForms::allOfThenEach, "AsyncPoolGather",
					(bench) -> new AsyncPoolGather().gatherReturningExceptions(bench.jobs())),
			Forms.monos("Mono.zipDelayError", (bench) -> Mono.zipDelayError(bench.monos(), List::of), "WebClientGather",
					(bench) -> new WebClientGather().gatherReturningExceptions(bench.monos(), Integer.MAX_VALUE)),
			Forms.blocking("ExecutorService.invokeAll",
					(bench) -> valuesAndErrors(bench.virtualThreads().invokeAll(bench.blocking())),
					"VirtualThreadGather",
					(bench) -> new VirtualThreadGather(bench.virtualThreads())
						.gatherReturningExceptions(bench.blocking(), Integer.MAX_VALUE)),
			Forms.coroutines("return_exceptions=True", (bench) -> Asyncio.gatherReturnExceptions(bench.tasks()),
					"AsyncioGather",
					(bench) -> new AsyncioGather().gatherReturningExceptions(bench.coroutines(), Integer.MAX_VALUE)));

	// One at a time, while the others wait their turn: async with Semaphore(1).
	// Cancelling the awaiter cancels what waits.
	static final Forms ONE_AT_A_TIME = new Forms(
			Forms.futures("CompletableFuture.cancel", GatherForms::poolOfOne, "AsyncPoolLimit",
					(bench) -> new AsyncPoolGather().gather(new AsyncPoolLimit().start(bench.jobStarters(), 1))),
			Forms.monos("Flux.flatMap(f, 1)",
					(bench) -> Flux.fromIterable(bench.monos()).flatMap((mono) -> mono, 1).collectList(),
					"WebClientGather", (bench) -> new WebClientGather().gather(bench.monos(), 1)),
			Forms.pair("Future.cancel(true)", GatherForms::oneThread, "VirtualThreadGather",
					(bench) -> bench
						.thread(() -> new VirtualThreadGather(bench.virtualThreads()).gather(bench.blocking(), 1))),
			Forms.coroutines("asyncio.Semaphore", GatherForms::semaphore, "AsyncioGather",
					(bench) -> new AsyncioGather().gather(bench.coroutines(), 1)));

	private GatherForms() {
	}

	private static CompletableFuture<?> allOf(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.thenApply((_) -> tasks.stream().map(CompletableFuture::join).toList());
	}

	private static CompletableFuture<?> allOfThenEach(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new))
			.handle((_, _) -> valuesAndErrors(tasks));
	}

	private static List<String> invokeAll(Workbench bench) throws Exception {
		List<String> values = new ArrayList<>();
		for (Future<String> task : bench.virtualThreads().invokeAll(bench.blocking())) {
			values.add(task.get());
		}
		return values;
	}

	private static List<Object> valuesAndErrors(List<? extends Future<String>> tasks) {
		return tasks.stream()
			.<Object>map((task) -> (task.state() == Future.State.FAILED) ? task.exceptionNow() : task.resultNow())
			.toList();
	}

	private static CompletableFuture<?> poolOfOne(Workbench bench) {
		bench.limitPoolToOneThread();
		return bench.async().getLast();
	}

	private static Awaiter oneThread(Workbench bench) {
		ExecutorService executor = Executors.newSingleThreadExecutor(bench.threads());
		List<Future<String>> tasks = bench.blocking().stream().map(executor::submit).toList();
		executor.shutdown();
		return bench.get(tasks.getLast());
	}

	private static List<String> semaphore(Workbench bench) throws Exception {
		Semaphore semaphore = new Semaphore(1);
		List<Task<String>> tasks = bench.coroutines()
			.stream()
			.map((coroutine) -> Asyncio.<String>createTask(() -> semaphore.with(coroutine)))
			.toList();
		return Asyncio.gather(tasks);
	}

}
