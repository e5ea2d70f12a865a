package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;

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
 * One at a time, with the others waiting their turn: {@code async with Semaphore(1)}.
 * Cancelling the awaiter cancels what waits.
 */
final class LimitForms {

	static final Forms ONE_AT_A_TIME = new Forms(
			Forms.pair("CompletableFuture.cancel", LimitForms::poolOfOne, "AsyncPoolLimit",
					LimitForms::asyncPoolLesson),
			Forms.pair("Flux.flatMap(f, 1)",
					(bench) -> bench
						.subscribe(Flux.fromIterable(bench.monos()).flatMap((mono) -> mono, 1).collectList()),
					"WebClientGather", (bench) -> bench.subscribe(new WebClientGather().gather(bench.monos(), 1))),
			Forms.pair("Future.cancel(true)", LimitForms::oneThread, "VirtualThreadGather",
					(bench) -> bench
						.thread(() -> new VirtualThreadGather(bench.virtualThreads()).gather(bench.blocking(), 1))),
			Forms.pair("asyncio.Semaphore", LimitForms::semaphore, "AsyncioGather",
					(bench) -> bench.task(() -> new AsyncioGather().gather(bench.coroutines(), 1))));

	private LimitForms() {
	}

	private static Awaiter poolOfOne(Workbench bench) {
		bench.poolThreads(1);
		return bench.future(bench.async().getLast());
	}

	private static Awaiter asyncPoolLesson(Workbench bench) {
		List<Supplier<CompletableFuture<String>>> suppliers = bench.jobStarters();
		return bench.future(new AsyncPoolGather().gather(new AsyncPoolLimit().start(suppliers, 1)));
	}

	private static Awaiter oneThread(Workbench bench) {
		ExecutorService executor = Executors.newSingleThreadExecutor(bench.threads());
		List<Future<String>> tasks = bench.blocking().stream().map(executor::submit).toList();
		executor.shutdown();
		return bench.get(tasks.getLast());
	}

	private static Awaiter semaphore(Workbench bench) {
		return bench.task(() -> {
			Semaphore semaphore = new Semaphore(1);
			List<Task<String>> tasks = bench.coroutines()
				.stream()
				.map((coroutine) -> Asyncio.<String>createTask(() -> semaphore.with(coroutine)))
				.toList();
			return Asyncio.gather(tasks);
		});
	}

}
