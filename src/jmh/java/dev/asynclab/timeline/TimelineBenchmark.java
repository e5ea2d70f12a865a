package dev.asynclab.timeline;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import tools.jackson.databind.json.JsonMapper;

/**
 * A run of a hundred tasks: recorded, summed up, and rendered in each form.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@State(Scope.Thread)
public class TimelineBenchmark {

	private static final int TASKS = 100;

	private static final long STEP = 1_000_000;

	private final JsonMapper json = new JsonMapper();

	private final Report report = record();

	/**
	 * Records the run, and reports it.
	 * @return the report
	 */
	@Benchmark
	public Report record() {
		AtomicLong now = new AtomicLong();
		Recorder recorder = new Recorder(() -> now.addAndGet(STEP));
		for (int task = 0; task < TASKS; task++) {
			recorder.declare("task" + task);
			recorder.created("task" + task);
			recorder.started("task" + task);
		}
		for (int task = 0; task < TASKS; task++) {
			recorder.finished("task" + task, "done");
		}
		recorder.returned("done");
		return Report.of("gather", "webclient", "http", recorder.timeline(), "python", "lesson", "next");
	}

	/**
	 * The report as JSON.
	 * @return the document
	 */
	@Benchmark
	public byte[] asJson() {
		return this.json.writeValueAsBytes(this.report);
	}

	/**
	 * The report as text for a terminal.
	 * @return the text
	 */
	@Benchmark
	public String asText() {
		return this.report.toText();
	}

	/**
	 * The report as a picture.
	 * @return the SVG document
	 */
	@Benchmark
	public String asSvg() {
		return this.report.toSvg();
	}

}
