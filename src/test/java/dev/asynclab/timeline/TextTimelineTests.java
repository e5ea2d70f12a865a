package dev.asynclab.timeline;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import org.springframework.core.io.ClassPathResource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TextTimeline}. The drawings to compare with are beside this class.
 */
class TextTimelineTests {

	@Test
	void saysWhenATaskWasServedThoughAnotherBlocked() {
		assertThat(Samples.toThread().toText()).contains("\nA was ready after 501 ms and was served at once\n")
			.doesNotContain("B was");
		assertThat(Samples.twoTasks("webclient").toText()).doesNotContain("was served");
	}

	@ParameterizedTest(name = "{0}")
	@MethodSource
	void draws(String name, String text) throws IOException {
		assertThat(text)
			.isEqualTo(new ClassPathResource(name + ".txt", getClass()).getContentAsString(StandardCharsets.UTF_8));
	}

	static Stream<Arguments> draws() {
		return Stream.of(Arguments.of("two-tasks", Samples.twoTasks("webclient").toText()),
				Arguments.of("blocking", Samples.blocking().toText()),
				Arguments.of("blocking-in-pool", Samples.blockingInPool().toText()),
				Arguments.of("other-run-blocks", Samples.otherRunBlocks().toText()),
				Arguments.of("failing", Samples.failing().toText()),
				Arguments.of("cancelled", Samples.cancelled().toText()),
				Arguments.of("queue", Samples.queue(20, 8).toText()),
				Arguments.of("many-threads", Samples.queue(16, 16).toText()),
				Arguments.of("hundred", Samples.queue(100, 8).toText()),
				Arguments.of("pending", Samples.pending().toText()),
				Arguments.of("hostile", Samples.hostile().toText()),
				Arguments.of("comparison", Samples.comparison().toText()));
	}

	@ParameterizedTest
	@MethodSource("draws")
	void isNeverWiderThanEightyColumns(String name, String text) {
		assertThat(text.lines().filter((line) -> !line.startsWith("curl ")))
			.allMatch((line) -> Columns.width(line) <= 80);
	}

	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 19, 20, 21, 39, 40 })
	void isNeverWiderWhateverTheNames(int length) {
		Samples.Run run = new Samples.Run();
		String failed = "f".repeat(length);
		String cancelled = "c".repeat(length);
		run.recorder.task("n".repeat(length));
		run.at(0).task(failed).started();
		run.at(0).task(cancelled).started();
		run.at(59_000).task(failed).failed(new IllegalStateException("m".repeat(1000)));
		run.at(59_000).raised(new IllegalStateException("m".repeat(1000)));
		run.at(60_000).task(cancelled).cancelled();
		String text = run.report("c".repeat(100), "s".repeat(100)).toText();
		assertThat(text.lines().filter((line) -> !line.startsWith("curl "))).isNotEmpty()
			.allMatch((line) -> line.length() <= 80);
		assertThat(text).contains("59.0 s failed", "60.0 s cancelled", "not started", "raised after 59.0 s ▲");
	}

	@Test
	void barsAreToScale() {
		List<String> rows = Samples.twoTasks("webclient")
			.toText()
			.lines()
			.filter((line) -> line.startsWith("task"))
			.toList();
		long first = cells(rows.get(0), '─');
		long second = cells(rows.get(1), '─');
		assertThat(second * 2).isBetween(first - 1, first + 1);
	}

	@Test
	void hundredTasksHaveRowEach() {
		List<String> rows = Samples.queue(100, 8).toText().lines().filter((line) -> line.startsWith("job-")).toList();
		assertThat(rows).hasSize(100).allMatch((row) -> cells(row, '▄') > 0);
		assertThat(rows.subList(0, 8)).allMatch((row) -> cells(row, '·') == 0);
		assertThat(rows.subList(8, 100)).allMatch((row) -> cells(row, '·') > 0);
	}

	@Test
	void laneOfLoopIsDrawnEvenIfNobodyKeptIt() {
		Samples.Run run = new Samples.Run();
		run.at(0).task("A").startedAwaiting();
		run.at(1000).task("A").finished(null);
		run.recorder.returned(null);
		run.recorder.needs(new Loop("webclient-1", "lab-loop-1"));
		assertThat(run.report("gather", "webclient")
			.toText()
			.lines()
			.filter((line) -> line.startsWith("webclient-1"))
			.toList()).singleElement()
			.satisfies((lane) -> assertThat(lane).endsWith("free").matches("webclient-1  ┈+ +free"));
	}

	@Test
	void cellShowsWhatTookMostOfIt() {
		Samples.Run run = new Samples.Run();
		run.at(0).task("A").startedAwaiting();
		run.at(0).task("A").sent();
		run.at(999).task("A").answered(999_000_000);
		run.at(1000).task("A").finished(null);
		run.recorder.returned(null);
		assertThat(run.report("gather", "webclient").toText()).doesNotContain("░", "ready");
	}

	@Test
	void saysWhoWaitedLongestForItsTurn() {
		Samples.Run run = new Samples.Run();
		for (int task = 1; task <= 6; task++) {
			run.at(0).task("task" + task).startedAwaiting();
			run.at(0).task("task" + task).sent();
		}
		for (int task = 1; task <= 6; task++) {
			run.at(1000).task("task" + task).answered(task * 100_000_000L);
			run.at(1000).task("task" + task).finished(null);
		}
		run.at(1000).returned(null);
		assertThat(new Summary(run.report("gather", "webclient")).turns()).containsExactly(
				"task1 was ready after 100 ms and was served after 1.00 s",
				"task2 was ready after 200 ms and was served after 1.00 s",
				"task3 was ready after 300 ms and was served after 1.00 s",
				"3 more waited for their turn, for up to 600 ms");
	}

	@Test
	void saysNothingOfAShortWait() {
		Samples.Run run = new Samples.Run();
		run.at(0).task("A").startedAwaiting();
		run.at(0).task("A").sent();
		run.at(1010).task("A").answered(1000_000_000L);
		run.at(1010).task("A").finished(null);
		run.recorder.returned(null);
		assertThat(new Summary(run.report("gather", "webclient")).turns()).isEmpty();
	}

	@Test
	void endsWithCommandToTryNextAsItIs() {
		Report report = Samples.failing();
		assertThat(report.toText().lines().toList().getLast()).isEqualTo(report.next());
	}

	@Test
	void claimsEqualityOnlyWhereFiguresReadTheSame() {
		assertThat(wallSentence(2000, 1000)).isEqualTo("wall 2.00 s = longest 2.00 s, not the sum 3.00 s");
		assertThat(wallSentence(2000, 0)).isEqualTo("wall 2.00 s = longest 2.00 s = sum 2.00 s");
		assertThat(new Summary(Samples.queue(10, 4)).wall()).isEqualTo("wall 3.00 s, longest 1.00 s, sum 10.0 s");
		Samples.Run sequential = new Samples.Run();
		sequential.at(0).task("A").started();
		sequential.at(2000).task("A").finished(null);
		sequential.at(2000).task("B").started();
		sequential.at(3000).task("B").finished(null);
		sequential.at(3010).returned(null);
		assertThat(new Summary(sequential.report("sequential", "webclient")).wall())
			.isEqualTo("wall 3.01 s ≈ sum 3.00 s, not the longest 2.00 s");
	}

	@Test
	void drawsRunWithoutTasks() {
		Samples.Run run = new Samples.Run();
		run.recorder.returned(List.of());
		assertThat(run.report("gather", "webclient").toText()).contains("0 tasks", "returned [] after 0 ms");
	}

	private static String wallSentence(long firstMs, long secondMs) {
		Samples.Run run = new Samples.Run();
		run.at(0).task("A").started();
		run.at(0).task("B").started();
		run.at(secondMs).task("B").finished(null);
		run.at(firstMs).task("A").finished(null);
		run.recorder.returned(null);
		return new Summary(run.report("gather", "webclient")).wall();
	}

	private static long cells(String row, char cell) {
		return row.chars().filter((character) -> character == cell).count();
	}

}
