package dev.asynclab.timeline;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Timeline}.
 */
class TimelineTests {

	private final Samples.Run run = new Samples.Run();

	@Test
	void wallEndsWithLastTaskWhenCombinatorAnsweredEarlier() {
		this.run.atNanos(0).started("task");
		this.run.atNanos(30).raised(new IllegalStateException());
		this.run.atNanos(50).finished("task", null);
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
		this.run.atNanos(0).created("queued");
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
		this.run.atNanos(0).started("task1");
		this.run.atNanos(0).started("task2");
		this.run.atNanos(10).finished("task2", null);
		this.run.atNanos(20).finished("task1", null);
		assertThat(this.run.recorder.timeline().speedup()).isEqualTo(1.5);
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
		this.run.atNanos(0).started("a");
		this.run.atNanos(1).started("b");
		this.run.atNanos(2).finished("a", null);
		this.run.atNanos(3).started("c");
		this.run.atNanos(4).started("d");
		this.run.atNanos(5).failed("c", new IllegalStateException());
		this.run.atNanos(6).cancelled("d");
		this.run.atNanos(7).started("e");
		this.run.atNanos(8).finished("e", null);
		this.run.atNanos(9).finished("b", null);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(3);
	}

	@Test
	void taskThatTakesNoTimeOverlapsNone() {
		this.run.atNanos(0).started("long");
		span("instant", 5, 5);
		this.run.atNanos(9).finished("long", null);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(1);
	}

	@Test
	void taskThatHasNotEndedCountsInPeak() {
		this.run.atNanos(0).started("pending");
		span("task", 5, 6);
		span("next", 6, 7);
		assertThat(this.run.recorder.timeline().peakConcurrency()).isEqualTo(2);
	}

	private void span(String task, long startNanos, long endNanos) {
		this.run.atNanos(startNanos).started(task);
		this.run.atNanos(endNanos).finished(task, null);
	}

}
