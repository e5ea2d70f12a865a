package dev.asynclab.timeline;

import java.time.Duration;
import java.util.List;

import dev.asynclab.timeline.Segment.State;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the segments that {@link TaskRecorder} records.
 */
@Timeout(120)
class SegmentTests {

	private final Samples.Run run = new Samples.Run();

	private final TaskRecorder task = this.run.recorder.task("task", Duration.ofNanos(100));

	private final String thread = Thread.currentThread().getName();

	@Test
	void onAPlatformThreadItHoldsTheThread() {
		created(0);
		started(10);
		this.run.atNanos(20);
		this.task.sent();
		this.run.atNanos(90);
		this.task.answered(40);
		finished(100);
		assertThat(segments()).containsExactly(queued(0, 10), new Segment(State.HOLDING, 10, 100, this.thread));
	}

	@Test
	void onAVirtualThreadItAwaitsAndIsReady() throws Exception {
		created(0);
		Thread.ofVirtual().start(() -> {
			started(10);
			this.run.atNanos(20);
			this.task.sent();
			this.run.atNanos(90);
			this.task.answered(40);
			finished(100);
		}).join();
		assertThat(segments()).containsExactly(queued(0, 10), awaiting(10, 60), ready(60, 100));
	}

	@Test
	void onAVirtualThreadThatBlocksItAwaits() throws Exception {
		Thread.ofVirtual().start(() -> {
			started(0);
			this.task.sent();
			this.run.atNanos(20);
			this.task.answered(10);
			this.task.blocking();
			finished(100);
		}).join();
		assertThat(segments()).containsExactly(awaiting(0, 10), ready(10, 20), awaiting(20, 100));
	}

	@Test
	void onAPlatformThreadThatBlocksItKeepsIt() {
		started(0);
		this.task.sent();
		this.run.atNanos(20);
		this.task.answered(10);
		this.task.blocking();
		finished(100);
		assertThat(segments()).containsExactly(new Segment(State.HOLDING, 0, 20, this.thread),
				new Segment(State.BLOCKING, 20, 100, this.thread));
	}

	@Test
	void aRequestAwaitsAndIsReadyUntilItsEnd() {
		created(0);
		this.run.atNanos(10);
		this.task.startedAwaiting();
		this.task.sent();
		this.run.atNanos(95);
		this.task.answered(40);
		finished(100);
		assertThat(segments()).containsExactly(queued(0, 10), awaiting(10, 50), ready(50, 100));
	}

	@Test
	void aTaskOfALoopBlocksTheLoopAndNotItsThread() throws Exception {
		created(0);
		Thread.ofVirtual().start(() -> {
			this.run.atNanos(10);
			this.task.onLoop("asyncio-7");
			this.task.startedAwaiting();
			this.task.sent();
			this.run.atNanos(50);
			this.task.answered(20);
			this.task.blocking();
			finished(100);
		}).join();
		assertThat(segments()).containsExactly(queued(0, 10), awaiting(10, 30), ready(30, 50),
				new Segment(State.BLOCKING, 50, 100, "asyncio-7"));
		assertThat(span().thread()).isEqualTo("asyncio-7");
		assertThat(this.run.recorder.timeline().log()).extracting(LogEntry::thread)
			.containsExactly(this.thread, "asyncio-7", "asyncio-7");
	}

	@Test
	void anotherThreadIsNamedEvenForATaskOfALoop() throws Exception {
		Thread.ofVirtual().start(() -> {
			this.task.onLoop("asyncio-7");
			this.task.startedAwaiting();
		}).join();
		this.task.cancelRequested();
		assertThat(this.run.recorder.timeline().log()).extracting(LogEntry::thread)
			.containsExactly("asyncio-7", this.thread);
	}

	@Test
	void itIsNeverReadyBeforeItStartsNorAfterItIsServed() {
		this.run.atNanos(50);
		this.task.startedAwaiting();
		this.task.sent();
		this.task.answered(-40);
		this.run.atNanos(60);
		this.task.blocking();
		this.run.atNanos(70);
		this.task.finished(null);
		assertThat(segments()).containsExactly(ready(50, 60), new Segment(State.BLOCKING, 60, 70, this.thread));
		TaskRecorder late = this.run.atNanos(80).task("late");
		late.startedAwaiting();
		late.sent();
		late.answered(1000);
		this.run.atNanos(90);
		late.finished(null);
		assertThat(this.run.recorder.timeline().tasks().getLast().segments()).containsExactly(awaiting(80, 90));
	}

	@Test
	void cancelledInTheQueueItIsQueuedUntilItsEnd() {
		created(5);
		this.run.atNanos(30);
		this.task.cancelRequested();
		this.run.atNanos(40);
		this.task.cancelled();
		assertThat(segments()).containsExactly(queued(5, 40));
	}

	@Test
	void whatTookNoTimeIsLeftOut() {
		created(0);
		started(0);
		this.task.blocking();
		finished(9);
		assertThat(segments()).containsExactly(new Segment(State.BLOCKING, 0, 9, this.thread));
	}

	@Test
	void onlyPlannedItHasNone() {
		this.task.blocking();
		assertThat(segments()).isEmpty();
	}

	@Test
	void afterItsEndItHasNoMore() {
		started(0);
		finished(10);
		this.run.atNanos(20);
		this.task.blocking();
		assertThat(segments()).containsExactly(new Segment(State.HOLDING, 0, 10, this.thread));
	}

	@Test
	void pendingItIsShownUntilTheLastEvent() {
		created(0);
		this.run.atNanos(10);
		this.task.startedAwaiting();
		this.run.atNanos(30).task("other").created();
		this.run.atNanos(40);
		assertThat(segments()).containsExactly(queued(0, 10), awaiting(10, 30));
		this.run.atNanos(60);
		this.task.finished(null);
		assertThat(segments()).containsExactly(queued(0, 10), awaiting(10, 60));
	}

	private void created(long nanos) {
		this.run.atNanos(nanos);
		this.task.created();
	}

	private void started(long nanos) {
		this.run.atNanos(nanos);
		this.task.started();
	}

	private void finished(long nanos) {
		this.run.atNanos(nanos);
		this.task.finished(null);
	}

	private List<Segment> segments() {
		return span().segments();
	}

	private TaskSpan span() {
		return this.run.recorder.timeline().tasks().getFirst();
	}

	private static Segment queued(long from, long to) {
		return new Segment(State.QUEUED, from, to, null);
	}

	private static Segment awaiting(long from, long to) {
		return new Segment(State.AWAITING, from, to, null);
	}

	private static Segment ready(long from, long to) {
		return new Segment(State.READY, from, to, null);
	}

}
