package dev.asynclab.pitfall.parallelstream;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
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
 * Lets as many calls wait for a peer as the common pool has threads, and then converts
 * rows with a parallel stream. The first row waits until another thread takes a row, or a
 * time limit passes. Only one such run is possible at a time, since it uses threads of
 * the whole JVM; the service itself runs nothing there. If the pool has only one thread,
 * this needs JDK 25 or later.
 */
@Component
@Order(37)
class ParallelStream implements Pitfall<ParallelStream.Observed> {

	private static final int ROWS = 4;

	private static final Duration START = Duration.ofMillis(200);

	private static final Duration IN_VAIN = Duration.ofMillis(50);

	private final int calls = Math.max(1, ForkJoinPool.getCommonPoolParallelism());

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("parallel-stream", "A parallel stream held up by somebody else's supplyAsync",
				"Parallel streams, and supplyAsync without an executor, share the common pool. When calls that wait hold all its threads, a stream has only its caller's thread.",
				"to_thread and run_in_executor(None, ...) share one executor: computations wait there behind the calls that block.",
				Severity.DELAY,
				"Let the common pool compute and nothing else: name an executor for each supplyAsync that may wait.",
				List.of(new Source("ForkJoinPool.commonPool",
						"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/ForkJoinPool.html#commonPool()"),
						new Source("CompletableFuture.supplyAsync",
								"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/CompletableFuture.html#supplyAsync(java.util.function.Supplier)"),
						Source.issue("palantir/gradle-baseline", 737)),
				"parallelStream is slow; parallel stream uses only one thread; parallelStream blocked by other code; ForkJoinPool.commonPool busy; stream hangs; speedup is gone",
				"In a thread dump taken while the stream runs, all ForkJoinPool.commonPool-worker threads wait in someone else's code.");
	}

	@Override
	public String archRuleName() {
		return "CommonPoolRule";
	}

	@Override
	public Observed broken(Recorder recorder) throws Exception {
		BrokenParallelStream code = new BrokenParallelStream();
		return observe(code::fetch, code::convert, false, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) throws Exception {
		try (ExecutorService peers = Stage.pool(this.calls)) {
			FixedParallelStream code = new FixedParallelStream(peers);
			return observe(code::fetch, code::convert, true, recorder);
		}
	}

	private Observed observe(Function<Supplier<String>, CompletableFuture<String>> fetch,
			BiFunction<List<String>, UnaryOperator<String>, List<String>> convert, boolean expectsHelp,
			Recorder recorder) throws Exception {
		try (var _ = JvmWide.COMMON_POOL.take()) {
			CountDownLatch answer = new CountDownLatch(1);
			try {
				CountDownLatch waiting = new CountDownLatch(this.calls);
				List<CompletableFuture<String>> fetching = IntStream.rangeClosed(1, this.calls)
					.mapToObj((number) -> recorder.task("call " + number))
					.peek(TaskRecorder::created)
					.map((task) -> fetch.apply(() -> Stage.unchecked(() -> call(task, waiting, answer))))
					.toList();
				if (!waiting.await(START.toMillis(), TimeUnit.MILLISECONDS)) {
					throw JvmWide.machineTooBusy();
				}
				Rows rows = new Rows(recorder, expectsHelp ? START : IN_VAIN);
				convert(convert, rows);
				boolean helped = rows.twoThreads.getCount() == 0;
				if (expectsHelp && !helped) {
					throw JvmWide.machineTooBusy();
				}
				answer.countDown();
				for (CompletableFuture<String> each : fetching) {
					each.get();
				}
				return new Observed(ForkJoinPool.getCommonPoolParallelism(), this.calls, helped);
			}
			finally {
				answer.countDown();
			}
		}
	}

	// On a thread of no pool: a stream that a pool's thread starts runs in that pool.
	private static void convert(BiFunction<List<String>, UnaryOperator<String>, List<String>> convert, Rows rows)
			throws Exception {
		List<String> numbers = IntStream.rangeClosed(1, ROWS).mapToObj((number) -> "row " + number).toList();
		try (ExecutorService caller = Stage.pool(1)) {
			caller.submit(() -> convert.apply(numbers, rows)).get();
		}
	}

	private static String call(TaskRecorder task, CountDownLatch waiting, CountDownLatch answer)
			throws InterruptedException {
		task.started();
		waiting.countDown();
		Stage.await(answer);
		task.finished("answer");
		return "answer";
	}

	record Observed(int commonPoolParallelism, int waitingCalls, boolean poolHelpedTheStream) {

	}

	private static final class Rows implements UnaryOperator<String> {

		final CountDownLatch twoThreads = new CountDownLatch(2);

		private final Set<Thread> threads = ConcurrentHashMap.newKeySet();

		private final Recorder recorder;

		private final Duration patience;

		Rows(Recorder recorder, Duration patience) {
			this.recorder = recorder;
			this.patience = patience;
		}

		@Override
		public String apply(String row) {
			TaskRecorder task = this.recorder.task(row);
			task.started();
			if (this.threads.add(Thread.currentThread())) {
				this.twoThreads.countDown();
				Stage.unchecked(() -> this.twoThreads.await(this.patience.toMillis(), TimeUnit.MILLISECONDS));
			}
			Stage.unchecked(() -> {
				Thread.sleep(5);
				return row;
			});
			task.finished(null);
			return row.toUpperCase(Locale.ROOT);
		}

	}

}
