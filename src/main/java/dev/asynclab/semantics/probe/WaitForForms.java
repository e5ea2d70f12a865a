package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;
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
			Forms.futures("CompletableFuture.orTimeout", WaitForForms::orTimeout, "AsyncPoolWaitFor",
					WaitForForms::asyncPoolLesson),
			Forms.monos("Mono.timeout", (bench) -> bench.first().mono().timeout(bench.timeout()), "WebClientWaitFor",
					(bench) -> new WebClientWaitFor().waitFor(bench.first().mono(), bench.timeout())),
			Forms.blocking("Future.get(timeout)",
					(bench) -> bench.virtualThreads()
						.submit(bench.first().blocking())
						.get(bench.timeout().toNanos(), TimeUnit.NANOSECONDS),
					"VirtualThreadWaitFor",
					(bench) -> new VirtualThreadWaitFor(bench.threads()).waitFor(bench.first().blocking(),
							bench.timeout())),
			Forms.coroutines("asyncio.wait_for", (bench) -> Asyncio.waitFor(bench.first().coroutine(), bench.timeout()),
					"AsyncioWaitFor",
					(bench) -> new AsyncioWaitFor().waitFor(bench.first().coroutine(), bench.timeout())));

	private WaitForForms() {
	}

	private static CompletableFuture<?> orTimeout(Workbench bench) throws Exception {
		CompletableFuture<String> task = bench.async(bench.first());
		Activity.await(bench.first().started());
		return task.orTimeout(bench.timeout().toNanos(), TimeUnit.NANOSECONDS);
	}

	private static CompletableFuture<?> asyncPoolLesson(Workbench bench) throws Exception {
		CompletableFuture<String> task = bench.job(bench.first());
		Activity.await(bench.first().started());
		return new AsyncPoolWaitFor().waitFor(task, bench.timeout());
	}

}
