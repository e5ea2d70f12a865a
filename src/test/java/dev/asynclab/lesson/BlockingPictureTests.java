package dev.asynclab.lesson;

import java.util.List;
import java.util.concurrent.TimeUnit;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Report;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.TaskSpan;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The most important picture: A is ready after half a second, but B keeps the event loop.
 */
@LessonTest
class BlockingPictureTests {

	@Autowired
	private Lessons lessons;

	@Autowired
	private Concepts concepts;

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void onALoopOneIsReadyWhileTheOtherBlocks(Style style) throws Exception {
		Report report = run("create-task", style, "A:500ms", "B:1500ms:block");
		TaskSpan a = report.tasks().getFirst();
		TaskSpan b = report.tasks().getLast();
		Segment ready = only(a, State.READY);
		Segment blocking = only(b, State.BLOCKING);
		assertThat(states(a)).endsWith(State.AWAITING, State.READY).doesNotContain(State.HOLDING, State.BLOCKING);
		assertThat(states(b)).endsWith(State.BLOCKING).doesNotContain(State.HOLDING);
		assertThat(ready.fromMs()).isGreaterThanOrEqualTo(500).isStrictlyBetween(blocking.fromMs(), blocking.toMs());
		assertThat(ready.toMs()).isGreaterThanOrEqualTo(blocking.toMs()).isEqualTo(a.endMs());
		assertThat(blocking.toMs() - blocking.fromMs()).isGreaterThanOrEqualTo(1500);
		Loop loop = report.loops().getFirst();
		assertThat(blocking.thread()).isEqualTo(loop.thread());
		assertThat(a.thread()).isEqualTo(loop.thread());
		assertThat(report.stalls()).filteredOn((stall) -> stall.loop().equals(loop.name()))
			.anySatisfy((stall) -> assertThat(stall.culprit())
				.contains((style == Style.WEBCLIENT) ? "WebClientStarter.java" : "AsyncioStarter.java"));
		assertThat(report.sumMs()).isEqualTo(2000);
		assertThat(report.longestMs()).isEqualTo(1500);
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void thePicturesShowTheSame(Style style) throws Exception {
		Report report = run("create-task", style, "A:500ms", "B:1500ms:block");
		String loop = report.loops().getFirst().name();
		List<String> lines = report.toText().lines().toList();
		assertThat(lines).anySatisfy((line) -> assertThat(line).matches("A +─+░+ .*"))
			.anySatisfy((line) -> assertThat(line).matches("B .*█{20,}.*"))
			.anySatisfy((line) -> assertThat(line).matches(loop + " .*▓+ B ▓+.*stalled"))
			.anySatisfy((line) -> assertThat(line).startsWith("A was ready after "))
			.anySatisfy((line) -> assertThat(line).contains("░ ready"))
			.anySatisfy((line) -> assertThat(line).startsWith("the event loop was kept for "));
		assertThat(report.toText()).contains("Starter.java:");
		assertThat(report.toSvg()).contains("class=\"awaiting\"", "class=\"ready\"", "class=\"blocking\"",
				"class=\"stalled\"", ">B: ", "Starter.java:", "A was ready after ");
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "VIRTUAL_THREAD" })
	void elsewhereEachHasItsOwnThread(Style style) throws Exception {
		Report report = run("create-task", style, "A:50ms", "B:1500ms:block");
		TaskSpan a = report.tasks().getFirst();
		TaskSpan b = report.tasks().getLast();
		assertThat(a.endMs()).isLessThan(b.endMs());
		assertThat(report.loops()).isEmpty();
		if (style == Style.ASYNC_POOL) {
			assertThat(states(a)).contains(State.HOLDING).doesNotContain(State.READY, State.AWAITING);
			assertThat(only(b, State.BLOCKING).thread()).isEqualTo(b.thread()).isNotEqualTo(a.thread());
		}
		else {
			assertThat(states(a)).contains(State.AWAITING).doesNotContain(State.HOLDING);
			assertThat(states(b)).endsWith(State.AWAITING).doesNotContain(State.BLOCKING, State.HOLDING);
			assertThat(a.segments()).allMatch((segment) -> segment.thread() == null);
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void twoThatBlockTakeTurnsOnALoopAndOverlapInWorkerThreads(Style style) throws Exception {
		Report onLoop = run("create-task", style, "A:1s:block", "B:1s:block");
		assertThat(onLoop.speedup()).isLessThanOrEqualTo(1.05);
		assertThat(overlap(onLoop)).isNotPositive();
		Report toThread = run("to-thread", style, "A:1s:block", "B:1s:block");
		assertThat(overlap(toThread)).isPositive();
		assertThat(toThread.tasks()).allSatisfy((task) -> assertThat(toThread.loops())
			.noneMatch((loop) -> loop.thread().equals(only(task, State.BLOCKING).thread())));
		assertThat(toThread.sumMs()).isEqualTo(2000);
		assertThat(toThread.speedup()).isGreaterThan(onLoop.speedup());
	}

	// How long both tasks blocked at once.
	private static double overlap(Report report) {
		Segment a = only(report.tasks().getFirst(), State.BLOCKING);
		Segment b = only(report.tasks().getLast(), State.BLOCKING);
		return Math.min(a.toMs(), b.toMs()) - Math.max(a.fromMs(), b.fromMs());
	}

	private static List<State> states(TaskSpan task) {
		return task.segments().stream().map(Segment::state).toList();
	}

	private static Segment only(TaskSpan task, State state) {
		List<Segment> segments = task.segments().stream().filter((segment) -> segment.state() == state).toList();
		assertThat(segments).as("%s of %s", state, task).isNotEmpty();
		return segments.getLast();
	}

	private Report run(String concept, Style style, String... jobs) throws Exception {
		Concept comparable = this.concepts.comparable(concept);
		Plan plan = new Plan(comparable, List.of(jobs).stream().map(Job::valueOf).toList(), style, "job");
		return this.lessons.startAdmitted(comparable.comparable().orElseThrow(), plan, (_) -> {
		}).report().get(100, TimeUnit.SECONDS);
	}

}
