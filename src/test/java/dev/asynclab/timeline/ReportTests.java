package dev.asynclab.timeline;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;

import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for the JSON of {@link Report} and {@link Comparison}.
 */
class ReportTests {

	private final JsonMapper json = JsonMapper.builder().build();

	private final Samples.Run run = new Samples.Run();

	@Test
	void rendersWholeReport() {
		Thread.currentThread().setName("main");
		this.run.recorder.task("task3", Duration.ofMillis(500));
		this.run.recorder.task("task1", Duration.ofSeconds(2));
		this.run.at(0).task("task1").created();
		this.run.atNanos(40_000).task("task2").created();
		this.run.atNanos(300_000).task("task1").started();
		this.run.atNanos(512_345).task("task2").started();
		this.run.atNanos(1_001_449_999L).task("task2").failed(new IllegalStateException("boom"));
		this.run.atNanos(1_001_450_000L).raised(new IllegalStateException("boom"));
		this.run.atNanos(1_500_000_000L).task("task1").cancelRequested();
		this.run.atNanos(2_001_300_000L).task("task1").finished("task1 done");
		long begin = this.run.recorder.beginNanos();
		this.run.recorder.stalled(begin - 5, begin + 250_000_000, "loop", "A.b(A.java:1)");
		this.run.recorder.stalled(begin - 5, begin, "loop", "too early");
		this.run.recorder.needs(new Loop("webclient-1", "lab-loop-1"));
		Report report = Report.of("gather", "async-pool", "http", this.run.recorder.timeline(), "await gather()",
				Sentence.of("test.lesson", "A lesson of {0}.", 2),
				List.of(new Finding(Sentence.of("test.finding", "{0} ran on.", "A"),
						Sentence.of("test.advice", "Stop it."), "curl localhost/see")),
				"curl localhost");
		assertThat(this.json.writeValueAsString(report)).isEqualTo("""
				{"concept":"gather","style":"async-pool","io":"http",\
				"result":{"status":"raised","error":{"type":"IllegalStateException","message":"boom"},"atMs":1001.5},\
				"wallMs":2001.3,"longestMs":2000.0,"sumMs":3000.9,"speedup":1.50,"peakConcurrency":2,\
				"tasks":[\
				{"name":"task3","state":"notStarted","askedMs":500.0,"segments":[]},\
				{"name":"task1","state":"done","value":"task1 done",\
				"createdMs":0.0,"startMs":0.3,"endMs":2001.3,"askedMs":2000.0,"thread":"main","segments":[\
				{"state":"queued","fromMs":0.0,"toMs":0.3},\
				{"state":"holding","fromMs":0.3,"toMs":2001.3,"thread":"main"}]},\
				{"name":"task2","state":"failed","error":{"type":"IllegalStateException","message":"boom"},\
				"createdMs":0.0,"startMs":0.5,"endMs":1001.4,"thread":"main","segments":[\
				{"state":"queued","fromMs":0.0,"toMs":0.5},\
				{"state":"holding","fromMs":0.5,"toMs":1001.4,"thread":"main"}]}],\
				"log":[\
				{"atMs":0.0,"task":"task1","event":"created","thread":"main"},\
				{"atMs":0.0,"task":"task2","event":"created","thread":"main"},\
				{"atMs":0.3,"task":"task1","event":"started","thread":"main"},\
				{"atMs":0.5,"task":"task2","event":"started","thread":"main"},\
				{"atMs":1001.4,"task":"task2","event":"failed","thread":"main"},\
				{"atMs":1500.0,"task":"task1","event":"cancelRequested","thread":"main"},\
				{"atMs":2001.3,"task":"task1","event":"finished","thread":"main"}],\
				"loops":[{"name":"webclient-1","thread":"lab-loop-1"}],\
				"stalls":[{"atMs":0.0,"durationMs":250.0,"loop":"loop","culprit":"A.b(A.java:1)"}],\
				"python":"await gather()","lessonSentence":{"code":"test.lesson","args":[2]},\
				"findings":[{"code":"test.finding","text":"A ran on.",\
				"textSentence":{"code":"test.finding","args":["A"]},"advice":"Stop it.",\
				"adviceSentence":{"code":"test.advice","args":[]},"see":"curl localhost/see"}],\
				"next":"curl localhost","lesson":"A lesson of 2."}""");
	}

	@ParameterizedTest
	@CsvSource({ "0, 0.0", "49999, 0.0", "50000, 0.1", "2003149999, 2003.1", "2003150000, 2003.2",
			"12345678949999, 12345678.9" })
	void roundsTimesHalfUpToTenthOfMillisecond(long nanos, String rounded) {
		LogEntry entry = new LogEntry(nanos, "task", TaskEvent.CREATED, "main");
		assertThat(this.json.writeValueAsString(entry)).startsWith("{\"atMs\":" + rounded + ",");
	}

	@Test
	void roundsInJsonOnly() {
		this.run.atNanos(0).task("task").started();
		this.run.atNanos(1_234_567).task("task").finished(null);
		this.run.recorder.returned(null);
		Report report = this.run.report("gather", "webclient");
		assertThat(report.wallMs()).isEqualTo(1.234567);
		assertThat(report.tasks().getFirst().endMs()).isEqualTo(1.234567);
	}

	@Test
	void rendersErrorsAmongValuesAsObjects() {
		this.run.recorder.returned(Arrays.asList("A done", new IllegalStateException("boom"), null, 4));
		assertThat(this.json.writeValueAsString(this.run.recorder.timeline().result())).isEqualTo("""
				{"status":"returned","value":["A done",{"error":{"type":"IllegalStateException","message":"boom"}},\
				null,4],"atMs":0.0}""");
	}

	@Test
	void namesStatesAsPythonistsReadThem() {
		assertThat(this.json.writeValueAsString(Samples.cancelled().tasks())).contains("\"state\":\"done\"",
				"\"state\":\"cancelled\"", "\"state\":\"notStarted\"");
		assertThat(this.json.writeValueAsString(Samples.pending().tasks())).contains("\"state\":\"pending\"");
	}

	@Test
	void rendersComparisonAsRuns() {
		Report report = Samples.failing();
		assertThat(this.json.writeValueAsString(new Comparison(List.of(report, report))))
			.isEqualTo("{\"runs\":[%1$s,%1$s]}".formatted(this.json.writeValueAsString(report)));
	}

	@Test
	void needsAnswerOfCombinator() {
		assertThatExceptionOfType(IllegalArgumentException.class)
			.isThrownBy(() -> this.run.report("gather", "webclient"))
			.withMessage("The combinator has not answered yet");
	}

	@Test
	void comparisonNeedsRun() {
		assertThatExceptionOfType(IllegalArgumentException.class).isThrownBy(() -> new Comparison(List.of()));
	}

}
