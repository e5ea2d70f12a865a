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
			Forms.pair("Mono.timeout", (bench) -> bench.subscribe(bench.first().mono().timeout(bench.timeout())),
					"WebClientWaitFor",
					(bench) -> bench.subscribe(new WebClientWaitFor().waitFor(bench.first().mono(), bench.timeout()))),
			Forms.pair("Future.get(timeout)", WaitForForms::getWithTimeout, "VirtualThreadWaitFor",
					(bench) -> bench.thread(() -> new VirtualThreadWaitFor(bench.threads())
						.waitFor(bench.first().blocking(), bench.timeout()))),
			Forms.pair("asyncio.wait_for",
					(bench) -> bench.task(() -> Asyncio.waitFor(bench.first().coroutine(), bench.timeout())),
					"AsyncioWaitFor", (bench) -> bench
						.task(() -> new AsyncioWaitFor().waitFor(bench.first().coroutine(), bench.timeout()))));

	private WaitForForms() {
	}

	private static Awaiter orTimeout(Workbench bench) throws Exception {
		CompletableFuture<String> task = bench.async(bench.first());
		Activity.await(bench.first().started());
		return bench.future(task.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS));
	}

	private static Awaiter asyncPoolLesson(Workbench bench) throws Exception {
		CompletableFuture<String> task = bench.job(bench.first());
		Activity.await(bench.first().started());
		return bench.future(new AsyncPoolWaitFor().waitFor(task, bench.timeout()));
	}

	private static Awaiter getWithTimeout(Workbench bench) {
		return bench.thread(() -> {
			Future<String> task = bench.virtualThreads().submit(bench.first().blocking());
			return task.get(bench.timeout().toNanos(), TimeUnit.NANOSECONDS);
		});
	}

}
