package dev.asynclab.scale;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/**
 * One run, on a thread of its own. Interrupting that thread stops it.
 */
final class ScaleRun {

	private static final int BUCKETS = 60;

	private static final Duration SHORTEST = Duration.ofSeconds(1);

	private final Forecast forecast;

	private final Engine engine;

	private final Runnable onEnd;

	private final CompletableFuture<ScaleReport> report = new CompletableFuture<>();

	private final Thread thread;

	private final long allocatedBefore = Heap.allocated();

	private final Journal journal;

	/**
	 * Prepares a run.
	 * @param forecast what to run
	 * @param engine how
	 * @param onEnd is called when no task is left, before the report is there
	 */
	ScaleRun(Forecast forecast, Engine engine, Runnable onEnd) {
		this.forecast = forecast;
		this.engine = engine;
		this.onEnd = onEnd;
		this.journal = new Journal(forecast.tasks());
		this.thread = Thread.ofPlatform().name("scale").daemon().unstarted(this::run);
	}

	/**
	 * Starts the run.
	 * @throws OutOfMemoryError if there is no thread for it; it has then failed
	 */
	void start() {
		try {
			this.thread.start();
		}
		catch (OutOfMemoryError ex) {
			this.onEnd.run();
			this.report.completeExceptionally(ex);
			throw ex;
		}
	}

	/**
	 * The report, also of a run that was stopped; it fails if an engine does.
	 * @return completes when no task is left
	 */
	CompletableFuture<ScaleReport> report() {
		return this.report;
	}

	/**
	 * How long the run will take from now on, if all goes well.
	 * @return the time, at least a second
	 */
	Duration remaining() {
		Duration remaining = this.forecast.wall().minus(Duration.ofNanos(1000L * this.journal.micros()));
		return (remaining.compareTo(SHORTEST) > 0) ? remaining : SHORTEST;
	}

	/**
	 * Cancels the tasks that are left. The report follows.
	 */
	void stop() {
		this.thread.interrupt();
	}

	Progress progress() {
		return new Progress(this.journal.micros() / 1000.0, this.journal.countStarted(), this.journal.countEnded());
	}

	private void run() {
		try {
			ScaleReport ended = report(completed());
			this.onEnd.run();
			this.report.complete(ended);
		}
		catch (Throwable ex) {
			this.onEnd.run();
			this.report.completeExceptionally(ex);
		}
	}

	private int completed() {
		try {
			List<Integer> results = this.engine.run(this.journal, this.forecast.delay());
			for (int task = 0; task < results.size(); task++) {
				if (results.get(task) != task) {
					throw new IllegalStateException("task " + task + " has the result of another");
				}
			}
			return results.size();
		}
		catch (InterruptedException ex) {
			return this.journal.countEnded();
		}
	}

	private ScaleReport report(int completed) {
		double wallMs = this.journal.micros() / 1000.0;
		double idealMs = this.forecast.ideal().toNanos() / 1e6;
		int tasks = this.forecast.tasks();
		long bytes = (Heap.allocated() - this.allocatedBefore) / tasks;
		int[] inFlight = this.journal.inFlight((int) wallMs + 1);
		int bucketMs = Math.ceilDiv(inFlight.length, BUCKETS);
		boolean stopped = completed < tasks;
		return new ScaleReport(this.forecast.style(), this.forecast.style().runs(), "timer", tasks,
				this.forecast.delay().toNanos() / 1e6, completed, stopped, wallMs, idealMs,
				stopped ? null : wallMs - idealMs, Math.round(completed / wallMs * 1000), bytes,
				Arrays.stream(inFlight).max().orElse(0), bucketMs, buckets(inFlight, bucketMs));
	}

	private static List<Integer> buckets(int[] inFlight, int bucketMs) {
		List<Integer> buckets = new ArrayList<>();
		for (int from = 0; from < inFlight.length; from += bucketMs) {
			int to = Math.min(from + bucketMs, inFlight.length);
			buckets.add(Arrays.stream(inFlight, from, to).max().orElse(0));
		}
		return buckets;
	}

}
