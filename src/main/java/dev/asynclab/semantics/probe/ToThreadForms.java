package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.tothread.AsyncPoolToThread;
import dev.asynclab.lesson.tothread.AsyncioToThread;
import dev.asynclab.lesson.tothread.VirtualThreadToThread;
import dev.asynclab.lesson.tothread.WebClientToThread;
import reactor.core.publisher.Mono;

/**
 * A function that blocks, and a call beside it: {@code to_thread(function)}. The last
 * call is the one beside.
 */
final class ToThreadForms {

	static final Forms ALL = new Forms(
			Forms.futures("@Async", (bench) -> bench.async().getFirst(), "AsyncPoolToThread", (bench) -> {
				bench.async(bench.last());
				return bench.proxy(new AsyncPoolToThread()).toThread(bench.first().blocking());
			}),
			Forms.monos("Mono.fromCallable",
					(bench) -> both(bench, Mono.fromCallable(bench.first().blocking()).subscribeOn(bench.eventLoop())),
					"WebClientToThread",
					(bench) -> both(bench, new WebClientToThread(bench.workers()).toThread(bench.first().blocking()))),
			Forms.pair("ExecutorService.submit", (bench) -> {
				bench.virtualThreads().submit(bench.last().blocking());
				return bench.get(bench.virtualThreads().submit(bench.first().blocking()));
			}, "VirtualThreadToThread", (bench) -> {
				bench.virtualThreads().submit(bench.last().blocking());
				return bench.get(new VirtualThreadToThread(bench.virtualThreads()).toThread(bench.first().blocking()));
			}),
			Forms.coroutines("asyncio.to_thread",
					(bench) -> both(bench, () -> Asyncio.<String>toThread(bench.first().blocking())), "AsyncioToThread",
					(bench) -> both(bench, new AsyncioToThread().toThread(bench.first().blocking()))));

	private ToThreadForms() {
	}

	private static Mono<?> both(Workbench bench, Mono<String> blocking) {
		return Mono.zip(List.of(blocking, bench.last().mono()), List::of);
	}

	private static List<String> both(Workbench bench, Coroutine<String> blocking) throws Exception {
		Task<String> first = Asyncio.createTask(blocking);
		Task<String> second = Asyncio.createTask(bench.last().coroutine());
		return Asyncio.gather(List.of(first, second));
	}

}
