package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.waitfor.AsyncPoolWaitFor;
import dev.asynclab.lesson.waitfor.AsyncioWaitFor;
import dev.asynclab.lesson.waitfor.VirtualThreadWaitFor;
import dev.asynclab.lesson.waitfor.WebClientWaitFor;

/**
 * One call, and a limit to its time: {@code wait_for(call, timeout)}.
 */
final class WaitForForms {

	static final Forms ALL = new Forms(
			Forms.pair("CompletableFuture.orTimeout", WaitForForms::orTimeout, "AsyncPoolWaitFor",
					WaitForForms::asyncPoolLesson),
			Forms.pair("Mono.timeout",
					(bench, calls) -> bench.subscribe(calls.getFirst().mono().timeout(bench.timeout())),
					"WebClientWaitFor",
					(bench, calls) -> bench
						.subscribe(new WebClientWaitFor().waitFor(calls.getFirst().mono(), bench.timeout()))),
			Forms.pair("Future.get(timeout)", WaitForForms::getWithTimeout, "VirtualThreadWaitFor",
					(bench, calls) -> bench.thread(() -> new VirtualThreadWaitFor(bench.threads())
						.waitFor(calls.getFirst().blocking(), bench.timeout()))),
			Forms.pair("asyncio.wait_for",
					(bench, calls) -> bench.task(() -> Asyncio.waitFor(calls.getFirst().coroutine(), bench.timeout())),
					"AsyncioWaitFor", (bench, calls) -> bench
						.task(() -> new AsyncioWaitFor().waitFor(calls.getFirst().coroutine(), bench.timeout()))));

	private WaitForForms() {
	}

	private static Awaiter orTimeout(Workbench bench, List<Call> calls) throws Exception {
		CompletableFuture<String> task = bench.async(calls.getFirst());
		Events.await(calls.getFirst().started());
		return bench.future(task.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS));
	}

	private static Awaiter asyncPoolLesson(Workbench bench, List<Call> calls) throws Exception {
		CompletableFuture<String> task = bench.job(calls.getFirst());
		Events.await(calls.getFirst().started());
		return bench.future(new AsyncPoolWaitFor().waitFor(task, bench.timeout()));
	}

	private static Awaiter getWithTimeout(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			Future<String> task = bench.virtualThreads().submit(calls.getFirst().blocking());
			return task.get(bench.timeout().toNanos(), TimeUnit.NANOSECONDS);
		});
	}

}
