package dev.asynclab.semantics.probe;

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

/**
 * One at a time, while the others wait their turn: {@code async with Semaphore(1)}.
 * Cancelling the awaiter cancels what waits.
 */
final class LimitForms {

	static final Forms ONE_AT_A_TIME = new Forms(
			Forms.futures("CompletableFuture.cancel", LimitForms::poolOfOne, "AsyncPoolLimit",
					(bench) -> new AsyncPoolGather().gather(new AsyncPoolLimit().start(bench.jobStarters(), 1))),
			Forms.monos("Flux.flatMap(f, 1)",
					(bench) -> Flux.fromIterable(bench.monos()).flatMap((mono) -> mono, 1).collectList(),
					"WebClientGather", (bench) -> new WebClientGather().gather(bench.monos(), 1)),
			Forms.pair("Future.cancel(true)", LimitForms::oneThread, "VirtualThreadGather",
					(bench) -> bench
						.thread(() -> new VirtualThreadGather(bench.virtualThreads()).gather(bench.blocking(), 1))),
			Forms.coroutines("asyncio.Semaphore", LimitForms::semaphore, "AsyncioGather",
					(bench) -> new AsyncioGather().gather(bench.coroutines(), 1)));

	private LimitForms() {
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
