package dev.asynclab.pitfall.commonpool;

import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.function.Function;
import java.util.function.Supplier;

import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Asks on whose thread a report ran. It does not hold it: the thread is everybody's.
 */
@Component
@Order(14)
class CommonPool implements Pitfall<CommonPool.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("common-pool", "supplyAsync on the common pool",
				"Without an executor, blocking work shares a pool of about one thread per core with the whole JVM.",
				"run_in_executor(None, ...) and to_thread share one executor, which also does getaddrinfo.",
				Severity.DELAY, "Name the executor of whatever blocks: a pool of its own, or virtual threads.",
				List.of(Source.issue("palantir/gradle-baseline", 737)));
	}

	@Override
	public Observed broken() throws Exception {
		return observe((report) -> new BrokenCommonPool().start(report)::get);
	}

	@Override
	public Observed fixed() throws Exception {
		try (ExecutorService reports = Stage.pool(1)) {
			return observe((report) -> new FixedCommonPool(reports).start(report)::get);
		}
	}

	private static Observed observe(Function<Supplier<Thread>, Running> start) throws Exception {
		Thread thread = start.apply(Thread::currentThread).get();
		boolean common = thread instanceof ForkJoinWorkerThread worker
				&& ForkJoinPool.commonPool().equals(worker.getPool());
		return new Observed(thread.getName(), common, ForkJoinPool.getCommonPoolParallelism());
	}

	/**
	 * What was observed.
	 *
	 * @param thread which thread ran the report
	 * @param inCommonPool whether it is one of the common pool
	 * @param commonPoolParallelism how many threads that has for everybody
	 */
	record Observed(String thread, boolean inCommonPool, int commonPoolParallelism) {

	}

	private interface Running {

		Thread get() throws ExecutionException, InterruptedException;

	}

}
