package dev.asynclab.scale;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

import com.sun.management.ThreadMXBean;
import dev.asynclab.admission.OneAtATime;
import dev.asynclab.timeline.Milliseconds;

/**
 * One run. It has a report even if it was stopped.
 */
final class ScaleRun extends OneAtATime.SoloRun<ScaleReport> {

	static final String NAME = "scale";

	private static final int BUCKETS = 60;

	private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

	private final Forecast forecast;

	private final Engine engine;

	private final long allocatedBefore = THREADS.getTotalThreadAllocatedBytes();

	private final Journal journal;

	ScaleRun(Forecast forecast, Engine engine) {
		super(NAME);
		this.forecast = forecast;
		this.engine = engine;
		this.journal = new Journal(forecast.tasks());
	}

	@Override
	protected Duration remaining() {
		return this.forecast.wall().minus(Duration.ofNanos(1000L * this.journal.micros()));
	}

	Progress progress() {
		return new Progress(this.journal.micros() / 1000.0, this.journal.countStarted(), this.journal.countEnded());
	}

	@Override
	protected ScaleReport call() {
		return report(completed());
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
		long bytes = (THREADS.getTotalThreadAllocatedBytes() - this.allocatedBefore) / tasks;
		int[] inFlight = this.journal.inFlight((int) wallMs + 1);
		int bucketMs = Math.ceilDiv(inFlight.length, BUCKETS);
		boolean stopped = completed < tasks;
		return new ScaleReport(this.forecast.engine().style(), this.forecast.engine().runs(), "timer", tasks,
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

	/**
	 * How far a run is.
	 *
	 * @param atMs how long it has run
	 * @param started how many tasks have started to wait
	 * @param ended how many of them have ended
	 */
	record Progress(@Milliseconds double atMs, int started, int ended) {

	}

}
