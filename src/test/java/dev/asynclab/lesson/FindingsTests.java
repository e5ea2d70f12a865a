package dev.asynclab.lesson;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Findings}, with a clock that is moved by hand.
 */
class FindingsTests {

	private static final String LOOP = "loop-1";

	private final Recorder recorder = new Recorder(() -> this.nanos);

	private long nanos;

	@Test
	void nothingIsFoundInTasksThatOverlapAndAreAwaited() {
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = started("B");
		at(100);
		b.finished("B done");
		at(200);
		a.finished("A done");
		this.recorder.returned(List.of("A done", "B done"));
		assertThat(findings(Style.WEBCLIENT, "A:200ms", "B:100ms")).isEmpty();
	}

	@Test
	void oneTaskAfterTheOtherCostsTheDifferenceToTheLongest() {
		at(0);
		TaskRecorder a = started("A");
		at(200);
		a.finished("A done");
		TaskRecorder b = started("B");
		at(300);
		b.finished("B done");
		this.recorder.returned(List.of("A done", "B done"));
		assertThat(texts(findings(Style.ASYNCIO, "A:200ms", "B:100ms"))).containsExactly(
				"2 tasks were awaited one after the other, and none needs the result of another. At once they would take about 200 ms instead of 300 ms.");
	}

	@Test
	void tasksThatWereCreatedTogetherAreNotCalledOneAfterTheOther() {
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = this.recorder.task("B", Duration.ofMillis(200));
		b.created();
		at(200);
		a.finished("A done");
		b.startedAwaiting();
		at(400);
		b.finished("B done");
		this.recorder.returned(List.of("A done", "B done"));
		assertThat(findings(Style.WEBCLIENT, "A:200ms", "B:200ms")).isEmpty();
	}

	@Test
	void aBlockedLoopIsToldWithTheTaskThatItDelayedMost() {
		this.recorder.needs(new Loop(LOOP, Thread.currentThread().getName()));
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = started("B");
		b.answered(0);
		b.blocking();
		at(1500);
		this.recorder.stalled(0, this.nanos, LOOP, "Shop.pay(Shop.java:7)");
		b.finished("B done");
		a.answered(Duration.ofMillis(500).toNanos());
		at(1501);
		a.finished("A done");
		this.recorder.returned(List.of("A done", "B done"));
		assertThat(findings(Style.WEBCLIENT, "A:500ms", "B:1500ms:block")).singleElement().satisfies((finding) -> {
			assertThat(finding.text()).isEqualTo(
					"A blocking call kept the event loop for 1.50 s. A was ready, and waited 1.00 s for its turn.");
			assertThat(finding.see())
				.isEqualTo("curl /api/to-thread?job=A:500ms&job=B:1500ms:block&style=webclient&format=text");
		});
	}

	@Test
	void aBlockedLoopIsFoundWithoutTheWatchdog() {
		this.recorder.needs(new Loop(LOOP, Thread.currentThread().getName()));
		at(0);
		TaskRecorder b = started("B");
		b.answered(0);
		b.blocking();
		at(40);
		b.finished("B done");
		this.recorder.returned("B done");
		assertThat(texts(findings(Style.WEBCLIENT, "B:40ms:block"))).containsExactly(
				"A blocking call kept the event loop for 40.0 ms. No other task of the loop can go on meanwhile.");
	}

	@Test
	void aTaskThatWaitedInAQueueForLongerThanItRanIsFound() {
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = this.recorder.task("B", Duration.ofMillis(100));
		b.created();
		at(150);
		b.started();
		a.finished("A done");
		at(250);
		b.finished("B done");
		this.recorder.returned(List.of("A done", "B done"));
		assertThat(findings(Style.ASYNC_POOL, "A:150ms", "B:100ms")).singleElement().satisfies((finding) -> {
			assertThat(finding.text()).isEqualTo("B waited for 150 ms before it started, longer than it ran.");
			assertThat(finding.see()).contains("style=webclient");
		});
	}

	@Test
	void severalTasksThatWaitedTooLongAreOneFinding() {
		at(0);
		Stream.of("A", "B", "C")
			.map((name) -> this.recorder.task(name, Duration.ofMillis(10)))
			.forEach(TaskRecorder::created);
		at(100);
		List<TaskRecorder> tasks = Stream.of("A", "B", "C").map(this.recorder::task).toList();
		tasks.forEach(TaskRecorder::startedAwaiting);
		at(110);
		tasks.forEach((task) -> task.finished("done"));
		this.recorder.returned(List.of());
		assertThat(codes(findings(Style.ASYNC_POOL, "A:10ms", "B:10ms", "C:10ms")))
			.containsExactly("finding.queued-many");
		assertThat(findings(Style.ASYNCIO, "A:10ms", "B:10ms", "C:10ms"))
			.as("there is a place for each, so it was the machine")
			.isEmpty();
		assertThat(findings(new AnyLesson("*", 1), Style.ASYNCIO, "A:10ms", "B:10ms", "C:10ms")).singleElement()
			.satisfies((finding) -> assertThat(finding.advice()).startsWith("The limit makes them wait."));
	}

	@Test
	void tasksThatBlockTheSameLoopWouldTakeAsLongAtOnce() {
		this.recorder.needs(new Loop(LOOP, "another thread"));
		for (int i = 0; i < 2; i++) {
			at(i * 500L);
			TaskRecorder task = this.recorder.task("task" + i, Duration.ofMillis(500));
			task.created();
			task.startedAwaiting();
			at((i + 1) * 500L);
			task.finished("done");
		}
		this.recorder.returned(List.of());
		assertThat(findings(Style.WEBCLIENT, "task0:500ms:block", "task1:500ms:block")).isEmpty();
		assertThat(codes(findings(Style.VIRTUAL_THREAD, "task0:500ms:block", "task1:500ms:block")))
			.containsExactly("finding.one-after-other");
	}

	@Test
	void aTaskThatWasStoppedHasNotRunOnHoweverLongItsEndTakes() {
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = started("B");
		at(100);
		b.failed(error("B"));
		this.recorder.raised(error("B"));
		at(150);
		a.cancelled();
		assertThat(findings(Style.WEBCLIENT, "A:400ms", "B:100ms:fail")).isEmpty();
	}

	@Test
	void workThatRunsOnAfterItsTimeoutIsFound() {
		aRunsOnAfter(() -> this.recorder.raised(new TimeoutException()));
		assertThat(texts(findings(Style.WEBCLIENT, "A:400ms")))
			.containsExactly("A ran on for 300 ms after the time-out.");
	}

	@Test
	void aTaskThatNeedsAMomentToStopHasNotRunOn() {
		at(0);
		TaskRecorder a = started("A");
		at(100);
		this.recorder.raised(new TimeoutException());
		at(104);
		a.cancelled();
		assertThat(findings(Style.WEBCLIENT, "A:400ms")).isEmpty();
	}

	@Test
	void siblingsThatRunOnAfterAnErrorAreFound() {
		TaskRecorder b = started("B");
		aRunsOnAfter(() -> {
			b.failed(error("B"));
			this.recorder.raised(error("B"));
		});
		assertThat(codes(findings(Style.WEBCLIENT, "A:400ms", "B:100ms:fail"))).containsExactly("finding.siblings");
	}

	@Test
	void aTaskThatTheLessonDoesNotAwaitIsNoSibling() {
		at(0);
		TaskRecorder a = started("A");
		TaskRecorder b = started("B");
		at(100);
		this.recorder.raised(new TimeoutException());
		a.cancelled();
		at(400);
		b.finished("B done");
		Lesson onlyA = new AnyLesson("A", 1000);
		assertThat(codes(findings(onlyA, Style.WEBCLIENT, "A:400ms", "B:400ms")))
			.containsExactly("finding.not-awaited");
	}

	@Test
	void aTaskThatRunsOnAfterTheAnswerIsFound() {
		aRunsOnAfter(() -> this.recorder.returned(List.of()));
		assertThat(texts(findings(Style.VIRTUAL_THREAD, "A:400ms")))
			.containsExactly("A ran on for 300 ms after the answer, and nothing awaited it.");
	}

	@Test
	void anErrorThatIsNotInTheAnswerIsFound() {
		fails("A", "B");
		this.recorder.raised(error("A"));
		assertThat(texts(findings(Style.WEBCLIENT, "A:100ms:fail", "B:100ms:fail")))
			.containsExactly("B failed, and nothing looked at its error.");
	}

	@Test
	void anErrorAmongTheValuesIsSeen() {
		fails("A");
		this.recorder.returned(List.of(List.of(error("A"))));
		assertThat(findings(Style.WEBCLIENT, "A:100ms:fail")).isEmpty();
	}

	@Test
	void theErrorsOfAGroupAreSeen() {
		fails("A");
		this.recorder.raised(new ExceptionGroup("unhandled errors in a TaskGroup", List.of(error("A"))));
		assertThat(findings(Style.ASYNCIO, "A:100ms:fail")).isEmpty();
	}

	@Test
	void manyEqualJobsAreNamedByTheirCount() {
		aRunsOnAfter(() -> this.recorder.returned(List.of()));
		assertThat(findings(Style.WEBCLIENT, "A:400ms", "B:400ms", "C:400ms", "D:400ms", "E:400ms")).singleElement()
			.satisfies((finding) -> assertThat(finding.see()).contains("?count=5&delay=400ms&"));
	}

	@Test
	void jobsThatDifferAreNamedOneByOne() {
		aRunsOnAfter(() -> this.recorder.returned(List.of()));
		assertThat(findings(Style.WEBCLIENT, "A:400ms", "B:1ms:fail", "C:1ms", "D:1ms", "E:1ms:block")).singleElement()
			.satisfies((finding) -> assertThat(finding.see()).contains("?job=A:400ms&job=B:1ms:fail&")
				.contains("&job=E:1ms:block&"));
	}

	// A runs from 0 to 400 ms, and the combinator answers at 100 ms.
	private void aRunsOnAfter(Runnable answer) {
		at(0);
		TaskRecorder a = started("A");
		at(100);
		answer.run();
		at(400);
		a.finished("A done");
	}

	private void fails(String... names) {
		at(0);
		List<TaskRecorder> tasks = Arrays.stream(names).map(this::started).toList();
		at(100);
		for (int i = 0; i < names.length; i++) {
			tasks.get(i).failed(error(names[i]));
		}
	}

	private static IllegalStateException error(String task) {
		return new IllegalStateException(task + " failed");
	}

	private void at(long ms) {
		this.nanos = Duration.ofMillis(ms).toNanos();
	}

	private TaskRecorder started(String name) {
		TaskRecorder task = this.recorder.task(name, Duration.ofSeconds(10));
		task.created();
		task.startedAwaiting();
		task.sent();
		return task;
	}

	@Test
	void saysThatAnExperimentKeptTheMachineBusy() {
		started("A").finished("A done");
		Plan plan = new Plan(new AnyConcept(), List.of(Job.valueOf("A:1s")), Style.ASYNCIO, "job");
		this.recorder.returned("A done");
		assertThat(beside(plan)).extracting(Finding::text)
			.containsExactly("The experiment collapse kept the machine busy, so times are longer than usual.");
		assertThat(beside(plan.askedBy("/api/hello?delay=1s&format=text"))).extracting(Finding::see)
			.containsExactly("curl /api/hello?delay=1s&format=text");
	}

	private List<Finding> beside(Plan plan) {
		return Findings.of(new AnyLesson("*", 1000), plan, 1000, "collapse", this.recorder.timeline(),
				(path) -> "curl " + path);
	}

	private List<Finding> findings(Style style, String... jobs) {
		return findings(new AnyLesson("*", 1000), style, jobs);
	}

	private List<Finding> findings(Lesson lesson, Style style, String... jobs) {
		Plan plan = new Plan(new AnyConcept(), Arrays.stream(jobs).map(Job::valueOf).toList(), style, "job");
		return Findings.of(lesson, plan, (style == Style.ASYNC_POOL) ? 1 : 1000, null, this.recorder.timeline(),
				(path) -> "curl " + path);
	}

	private static List<String> codes(List<Finding> findings) {
		return findings.stream().map(Finding::code).toList();
	}

	private static List<String> texts(List<Finding> findings) {
		return findings.stream().map(Finding::text).toList();
	}

	private record AnyLesson(String awaited, int concurrency) implements Lesson {

		@Override
		public CompletableFuture<?> start(Run run) {
			throw new UnsupportedOperationException();
		}

		@Override
		public Caption caption(Plan plan, int peak) {
			return new Caption("", Sentence.of("test", ""), "");
		}

		@Override
		public int concurrency(Plan plan) {
			return Math.min(this.concurrency, plan.jobs().size());
		}

		@Override
		public boolean awaits(Plan plan, String job) {
			return this.awaited.equals("*") || this.awaited.equals(job);
		}

	}

	private record AnyConcept() implements Concept {

		@Override
		public String name() {
			return "any";
		}

		@Override
		public String description() {
			return "";
		}

	}

}
