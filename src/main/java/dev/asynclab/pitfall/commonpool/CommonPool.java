package dev.asynclab.pitfall.commonpool;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.asynclab.pitfall.JvmWide;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.pitfall.Stage;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Starts as many reports as the common pool has threads. When all of them wait for their
 * data, gives the common pool other work. The reports end when that work is done, or a
 * time limit passes. Only one such run is possible at a time, since it uses threads of
 * the whole JVM; the service itself runs nothing there. If the pool has only one thread,
 * this needs JDK 25 or later.
 */
@Component
@Order(14)
class CommonPool implements Pitfall<CommonPool.Observed> {

	private static final Duration START = Duration.ofMillis(200);

	private static final Duration IN_VAIN = Duration.ofMillis(50);

	private final int reports = Math.max(1, ForkJoinPool.getCommonPoolParallelism());

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("common-pool", "supplyAsync on the common pool",
				"Without an executor, blocking work shares a pool of cores - 1 threads with the whole JVM. When all of them wait, all other work in that pool waits too.",
				"run_in_executor(None, ...) and to_thread share one executor, which also runs getaddrinfo.",
				Severity.DELAY, "Name an executor for all blocking code: its own pool, or virtual threads.",
				List.of(Source.issue("palantir/gradle-baseline", 737)),
				"supplyAsync is slow in production; ForkJoinPool.commonPool-worker; only one thread in the container; works locally, slow in docker",
				"In a thread dump, ForkJoinPool.commonPool-worker threads wait in a socket or in JDBC.");
	}

	@Override
	public String archRuleName() {
		return "CommonPoolRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		return observe(new BrokenCommonPool()::start, IN_VAIN, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (ExecutorService pool = Stage.pool(this.reports)) {
			return observe(new FixedCommonPool(pool)::start, Stage.LONGEST, recorder);
		}
	}

	private Observed observe(Function<Supplier<Thread>, CompletableFuture<Thread>> start, Duration patience,
			Recorder recorder) throws Exception {
		try (var _ = JvmWide.COMMON_POOL.take()) {
			CountDownLatch data = new CountDownLatch(1);
			try {
				return observe(start, patience, data, recorder);
			}
			finally {
				data.countDown();
			}
		}
	}

	private Observed observe(Function<Supplier<Thread>, CompletableFuture<Thread>> start, Duration patience,
			CountDownLatch data, Recorder recorder) throws Exception {
		CountDownLatch waiting = new CountDownLatch(this.reports);
		List<CompletableFuture<Thread>> started = IntStream.rangeClosed(1, this.reports)
			.mapToObj((number) -> recorder.task("report " + number))
			.peek(TaskRecorder::created)
			.map((task) -> start.apply(() -> Stage.unchecked(() -> report(task, waiting, data))))
			.toList();
		if (!waiting.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
			throw JvmWide.machineTooBusy();
		}
		CountDownLatch otherRan = new CountDownLatch(1);
		TaskRecorder other = recorder.task("other work");
		other.created();
		ForkJoinPool.commonPool().execute(() -> {
			other.started();
			other.finished(null);
			otherRan.countDown();
		});
		Stage.goOn();
		boolean ran = otherRan.await(patience.toMillis(), TimeUnit.MILLISECONDS);
		data.countDown();
		Thread thread = started.getFirst().get();
		return new Observed(thread.getName(), isInCommonPool(thread), ForkJoinPool.getCommonPoolParallelism(),
				this.reports, ran);
	}

	private static Thread report(TaskRecorder task, CountDownLatch waiting, CountDownLatch data)
			throws InterruptedException {
		task.started();
		waiting.countDown();
		Stage.await(data);
		task.finished(null);
		return Thread.currentThread();
	}

	private static boolean isInCommonPool(Thread thread) {
		return thread instanceof ForkJoinWorkerThread worker && ForkJoinPool.commonPool().equals(worker.getPool());
	}

	record Observed(String thread, boolean inCommonPool, int commonPoolParallelism, int waitingReports,
			boolean otherWorkRan) {

	}

}
