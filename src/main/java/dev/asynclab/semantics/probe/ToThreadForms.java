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
			Forms.pair("@Async", (bench, calls) -> bench.future(Calls.async(bench, calls).getFirst()),
					"AsyncPoolToThread", (bench, calls) -> {
						bench.async(calls.getLast());
						return bench.future(bench.async(new AsyncPoolToThread()).toThread(calls.getFirst().blocking()));
					}),
			Forms.pair("Mono.fromCallable",
					(bench, calls) -> both(bench, calls,
							Mono.fromCallable(calls.getFirst().blocking()).subscribeOn(bench.eventLoop())),
					"WebClientToThread",
					(bench, calls) -> both(bench, calls,
							new WebClientToThread(bench.workers()).toThread(calls.getFirst().blocking()))),
			Forms.pair("ExecutorService.submit", (bench, calls) -> {
				bench.virtualThreads().submit(calls.getLast().blocking());
				return bench.get(bench.virtualThreads().submit(calls.getFirst().blocking()));
			}, "VirtualThreadToThread", (bench, calls) -> {
				bench.virtualThreads().submit(calls.getLast().blocking());
				return bench
					.get(new VirtualThreadToThread(bench.virtualThreads()).toThread(calls.getFirst().blocking()));
			}),
			Forms.pair("asyncio.to_thread",
					(bench, calls) -> both(bench, calls, () -> Asyncio.<String>toThread(calls.getFirst().blocking())),
					"AsyncioToThread",
					(bench, calls) -> both(bench, calls, new AsyncioToThread().toThread(calls.getFirst().blocking()))));

	private ToThreadForms() {
	}

	private static Awaiter both(Workbench bench, List<Call> calls, Mono<String> blocking) {
		return bench.subscribe(Mono.zip(List.of(blocking, calls.getLast().mono()), List::of));
	}

	private static Awaiter both(Workbench bench, List<Call> calls, Coroutine<String> blocking) {
		return bench.task(() -> {
			Task<String> first = Asyncio.createTask(blocking);
			Task<String> second = Asyncio.createTask(calls.getLast().coroutine());
			return Asyncio.gather(List.of(first, second));
		});
	}

}
