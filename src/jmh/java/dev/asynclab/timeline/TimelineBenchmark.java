package dev.asynclab.timeline;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

import dev.asynclab.notation.Sentence;
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
		List<TaskRecorder> tasks = IntStream.range(0, TASKS)
			.mapToObj((task) -> recorder.task("task" + task, Duration.ofSeconds(1)))
			.toList();
		tasks.forEach(TaskRecorder::created);
		tasks.forEach(TaskRecorder::startedAwaiting);
		tasks.forEach(TaskRecorder::sent);
		for (TaskRecorder task : tasks) {
			task.answered(STEP);
			task.finished("done");
		}
		recorder.returned("done");
		return Report.of("gather", "webclient", "http", recorder.timeline(), "python",
				Sentence.of("benchmark", "A lesson."), List.of(), "next");
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
