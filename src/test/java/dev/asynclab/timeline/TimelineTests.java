package dev.asynclab.timeline;

import java.time.Duration;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTests {

	private final Samples.Run run = new Samples.Run();

	@Test
	void wallEndsWithLastTaskWhenCombinatorAnsweredEarlier() {
		this.run.atNanos(0).task("task").started();
		this.run.atNanos(30).raised(new IllegalStateException());
		this.run.atNanos(50).task("task").finished(null);
		assertThat(this.run.recorder.timeline().wallNanos()).isEqualTo(50);
	}

	@Test
	void wallEndsWithCombinatorWhenItAnsweredLast() {
		span("task", 0, 50);
		this.run.atNanos(60).returned(null);
		assertThat(this.run.recorder.timeline().wallNanos()).isEqualTo(60);
	}

	@Test
	void sumAndLongestCountStartToEndWithoutQueue() {
		this.run.atNanos(0).task("queued").created();
		span("first", 0, 30);
		span("queued", 30, 50);
		this.run.recorder.returned(null);
		Timeline timeline = this.run.recorder.timeline();
		assertThat(timeline.longestNanos()).isEqualTo(30);
		assertThat(timeline.sumNanos()).isEqualTo(50);
		assertThat(timeline.speedup()).isEqualTo(1);
	}

	@Test
	void speedupIsSumDividedByWall() {
		this.run.atNanos(0).task("task1").started();
		this.run.atNanos(0).task("task2").started();
		this.run.atNanos(10).task("task2").finished(null);
		this.run.atNanos(20).task("task1").finished(null);
		assertThat(this.run.recorder.timeline().speedup()).isEqualTo(1.5);
	}

	@Test
	void workIsWhatWasAskedForNotHowLongTheLoopStretchedIt() {
		this.run.recorder.task("A", Duration.ofNanos(500));
		this.run.recorder.task("B", Duration.ofNanos(1500));
		this.run.atNanos(0).task("A").startedAwaiting();
		this.run.atNanos(0).task("B").startedAwaiting();
		this.run.atNanos(1500).task("B").finished(null);
		this.run.atNanos(1500).task("A").finished(null);
		Timeline timeline = this.run.recorder.timeline();
		assertThat(timeline.sumNanos()).isEqualTo(2000);
		assertThat(timeline.longestNanos()).isEqualTo(1500);
		assertThat(timeline.speedup()).isCloseTo(1.33, within(0.01));
	}

	@Test
	void workThatWasCutShortCountsAsFarAsItWasDone() {
		this.run.recorder.task("cut", Duration.ofNanos(5000));
		this.run.recorder.task("queued", Duration.ofNanos(5000));
		this.run.recorder.task("planned", Duration.ofNanos(5000));
		this.run.atNanos(0).task("queued").created();
		this.run.atNanos(0).task("cut").started();
		this.run.atNanos(1000).task("cut").cancelled();
		this.run.atNanos(2000).task("queued").cancelled();
		Timeline timeline = this.run.recorder.timeline();
		assertThat(timeline.sumNanos()).isEqualTo(1000);
		assertThat(timeline.longestNanos()).isEqualTo(1000);
		assertThat(timeline.speedup()).isEqualTo(0.5);
	}

	@Test
	void workThatHasNotEndedCountsUntilTheLastEvent() {
		this.run.atNanos(10).task("pending").started();
		this.run.atNanos(40).returned(null);
		assertThat(this.run.recorder.timeline().sumNanos()).isEqualTo(30);
	}

	@Test
	void runThatTakesNoTimeHasNoSpeedup() {
		this.run.recorder.returned(null);
		Timeline timeline = this.run.recorder.timeline();
		assertThat(timeline.speedup()).isEqualTo(1);
		assertThat(timeline.peakConcurrency()).isZero();
	}

	@Test
	void taskThatEndsWhenAnotherStartsDoesNotOverlapIt() {
		span("first", 0, 10);
		span("second", 10, 20);
		span("third", 20, 30);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(1);
	}

	@Test
	void peakIsLargestNumberOfTasksAtOnce() {
		this.run.atNanos(0).task("a").started();
		this.run.atNanos(1).task("b").started();
		this.run.atNanos(2).task("a").finished(null);
		this.run.atNanos(3).task("c").started();
		this.run.atNanos(4).task("d").started();
		this.run.atNanos(5).task("c").failed(new IllegalStateException());
		this.run.atNanos(6).task("d").cancelled();
		this.run.atNanos(7).task("e").started();
		this.run.atNanos(8).task("e").finished(null);
		this.run.atNanos(9).task("b").finished(null);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(3);
	}

	@Test
	void taskThatTakesNoTimeOverlapsNone() {
		this.run.atNanos(0).task("long").started();
		span("instant", 5, 5);
		this.run.atNanos(9).task("long").finished(null);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(1);
	}

	@Test
	void taskThatHasNotEndedCountsInPeak() {
		this.run.atNanos(0).task("pending").started();
		span("task", 5, 6);
		span("next", 6, 7);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(2);
	}

	private void span(String task, long startNanos, long endNanos) {
		this.run.atNanos(startNanos).task(task).started();
		this.run.atNanos(endNanos).task(task).finished(null);
	}

}
