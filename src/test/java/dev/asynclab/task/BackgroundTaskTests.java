package dev.asynclab.task;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.task.ControlledStarter.Call;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.TaskEvent;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.Disposable;
import reactor.test.StepVerifier;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The life of a task, step by step.
 */
@Timeout(120)
class BackgroundTaskTests {

	private static final Instant NOW = Instant.parse("2026-11-24T18:00:00Z");

	private static final CancelRequest ALICE = new CancelRequest(NOW, "alice", "curl");

	private static final CancelRequest BOB = new CancelRequest(NOW, "bob", null);

	private final ControlledStarter starter = new ControlledStarter();

	private final TaskCounts counts = new TaskCounts();

	private final AtomicInteger ends = new AtomicInteger();

	@Test
	void isPendingUntilItsFirstStepThenRunningThenDone() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ZERO);
		Call work = this.starter.next();
		assertThat(task.view().state()).isEqualTo(State.PENDING);
		assertThat(task.view().startedAt()).isNull();
		work.step();
		assertThat(task.view().state()).isEqualTo(State.RUNNING);
		assertThat(task.view().startedAt()).isEqualTo(NOW);
		work.returns("A done");
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.DONE);
		assertThat(end.value()).isEqualTo("A done");
		assertThat(end.endedAt()).isEqualTo(NOW);
		assertThat(task.view()).isEqualTo(end);
	}

	@Test
	void failsWithTheErrorOfItsWork() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ZERO);
		this.starter.next().step().raises(new IllegalStateException("A broke"));
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.FAILED);
		assertThat(end.error()).isNotNull();
		assertThat(end.value()).isNull();
		assertThat(end.cancelling()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void neverRunsIfCancelledBeforeItsFirstStep(OnCancel onCancel) throws Exception {
		BackgroundTask task = start(onCancel, Duration.ofSeconds(1));
		Call work = this.starter.next();
		assertThat(task.cancel(ALICE)).isTrue();
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.CANCELLED);
		assertThat(end.startedAt()).isNull();
		work.step();
		assertThat(task.view()).isEqualTo(end);
		assertThat(this.starter.hasNext()).as("a clean-up").isFalse();
	}

	@Test
	void cleansUpAndIsThenCancelled() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ofSeconds(3));
		this.starter.next().step();
		assertThat(task.cancel(ALICE)).isTrue();
		Call cleanup = this.starter.next().step();
		assertThat(cleanup.handle().job()).isEqualTo(new Job("A", Duration.ofSeconds(3), Job.Outcome.OK));
		assertThat(task.view().state()).isEqualTo(State.CANCELLING);
		assertThat(task.ended()).isNotDone();
		cleanup.returns("clean");
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.CANCELLED);
		assertThat(end.value()).isNull();
		assertThat(end.cancelRequests()).containsExactly(ALICE);
	}

	@ParameterizedTest
	@EnumSource(names = "SUPPRESS", mode = EnumSource.Mode.EXCLUDE)
	void aSecondCancelInterruptsTheCleanUp(OnCancel onCancel) throws Exception {
		BackgroundTask task = start(onCancel, Duration.ofSeconds(3));
		this.starter.next().step();
		assertThat(task.cancel(ALICE)).isTrue();
		this.starter.next().step();
		assertThat(task.cancel(BOB)).isTrue();
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.CANCELLED);
		assertThat(end.cancelling()).isEqualTo(2);
		assertThat(end.cancelRequests()).containsExactly(ALICE, BOB);
	}

	@Test
	void failsIfItCanNotCleanUp() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ofSeconds(3));
		this.starter.next().step();
		task.cancel(ALICE);
		this.starter.next().step().raises(new IllegalStateException("no clean-up"));
		assertThat(end(task).state()).isEqualTo(State.FAILED);
	}

	@Test
	void isCancelledAtOnceIfItHasNothingToCleanUp() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ZERO);
		this.starter.next().step();
		task.cancel(ALICE);
		assertThat(end(task).state()).isEqualTo(State.CANCELLED);
		assertThat(this.starter.hasNext()).isFalse();
	}

	@Test
	void mayReturnItsValueAllTheSame() throws Exception {
		BackgroundTask quick = start(OnCancel.RETURN, Duration.ZERO);
		this.starter.next().step();
		quick.cancel(ALICE);
		assertThat(end(quick).state()).isEqualTo(State.DONE);
		BackgroundTask task = start(OnCancel.RETURN, Duration.ofSeconds(3));
		this.starter.next().step();
		task.cancel(ALICE);
		this.starter.next().step().returns("A done");
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.DONE);
		assertThat(end.value()).isEqualTo("A done");
		assertThat(end.cancelling()).isOne();
	}

	@Test
	void mayRaiseAnErrorInstead() throws Exception {
		BackgroundTask task = start(OnCancel.RAISE, Duration.ZERO);
		this.starter.next().step();
		task.cancel(ALICE);
		Call cleanup = this.starter.next().step();
		assertThat(cleanup.handle().job().outcome()).isEqualTo(Job.Outcome.FAIL);
		cleanup.raises(new IllegalStateException("refused"));
		assertThat(end(task).state()).isEqualTo(State.FAILED);
	}

	@Test
	void mayRefuseEveryCancel() throws Exception {
		BackgroundTask task = start(OnCancel.SUPPRESS, Duration.ZERO);
		Call work = this.starter.next().step();
		assertThat(task.cancel(ALICE)).isTrue();
		assertThat(task.cancel(BOB)).isTrue();
		assertThat(work.handle().isCancelRequested()).isFalse();
		assertThat(task.view().state()).isEqualTo(State.CANCELLING);
		work.returns("A done");
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.DONE);
		assertThat(end.cancelling()).isEqualTo(2);
	}

	@Test
	void cannotBeCancelledWhenItHasEnded() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ZERO);
		this.starter.next().step().returns("A done");
		end(task);
		assertThat(task.cancel(ALICE)).isFalse();
		assertThat(task.view().cancelRequests()).isEmpty();
		assertThat(task.view().cancelling()).isZero();
	}

	@Test
	void canBeAbandonedThoughItRefuses() throws Exception {
		BackgroundTask task = start(OnCancel.SUPPRESS, Duration.ZERO);
		this.starter.next().step();
		task.cancel("shutdown");
		task.abandon();
		TaskView end = end(task);
		assertThat(end.state()).isEqualTo(State.CANCELLED);
		assertThat(end.cancelRequests()).extracting(CancelRequest::by).containsExactly("shutdown");
	}

	@Test
	void doesNotCleanUpWhenAbandoned() throws Exception {
		BackgroundTask task = start(OnCancel.RETURN, Duration.ofSeconds(3));
		this.starter.next().step();
		task.abandon();
		assertThat(end(task).state()).isEqualTo(State.CANCELLED);
		assertThat(this.starter.hasNext()).isFalse();
	}

	@Test
	void giveUpOfAnAwaiterDoesNotTouchIt() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ZERO);
		Call work = this.starter.next().step();
		task.ended().cancel(true);
		assertThat(work.handle().isCancelRequested()).isFalse();
		work.returns("A done");
		assertThat(end(task).state()).isEqualTo(State.DONE);
	}

	@Test
	void rememberWhoAskedUpToABound() throws Exception {
		BackgroundTask task = start(OnCancel.SUPPRESS, Duration.ZERO);
		Call work = this.starter.next().step();
		IntStream.range(0, 1000).forEach((_) -> task.cancel(ALICE));
		work.returns("A done");
		TaskView end = end(task);
		assertThat(end.cancelling()).isEqualTo(1000);
		assertThat(end.cancelRequests()).hasSize(10);
		assertThat(task.events().collectList().block(Duration.ofSeconds(60))).hasSize(13);
	}

	@Test
	void tellsItsLifeFromTheStartToWhoeverComes() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ofSeconds(3));
		Call work = this.starter.next();
		StepVerifier.FirstStep<TaskEvent> early = StepVerifier.create(task.events().map(LogEntry::event));
		Disposable hungUp = task.events().subscribe();
		work.step();
		hungUp.dispose();
		task.cancel(ALICE);
		this.starter.next().step().returns("clean");
		end(task);
		List<TaskEvent> life = List.of(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED,
				TaskEvent.CANCELLED);
		early.expectNextSequence(life).expectComplete().verify(Duration.ofSeconds(60));
		assertThat(task.events().collectList().block(Duration.ofSeconds(60)))
			.isSortedAccordingTo((a, b) -> Long.compare(a.atNanos(), b.atNanos()))
			.extracting(LogEntry::event)
			.isEqualTo(life);
	}

	@Test
	void countsItsStatesAndEndsOnce() throws Exception {
		BackgroundTask task = start(OnCancel.PROPAGATE, Duration.ofSeconds(3));
		assertCounts(State.PENDING);
		Call work = this.starter.next();
		work.step();
		assertCounts(State.RUNNING);
		task.cancel(ALICE);
		Call cleanup = this.starter.next().step();
		assertCounts(State.CANCELLING);
		cleanup.returns("clean");
		end(task);
		assertCounts(State.CANCELLED);
		task.abandon();
		assertCounts(State.CANCELLED);
		assertThat(this.ends).hasValue(1);
	}

	private void assertCounts(State only) {
		for (State state : State.values()) {
			assertThat(this.counts.of(Style.VIRTUAL_THREAD, state)).as("%s", state).isEqualTo((state == only) ? 1 : 0);
		}
	}

	private BackgroundTask start(OnCancel onCancel, Duration cleanup) {
		TaskSpec spec = new TaskSpec("A", Duration.ofSeconds(1), Job.Outcome.OK, Style.VIRTUAL_THREAD, onCancel,
				cleanup, false);
		BackgroundTask task = new BackgroundTask(1, spec, this.starter, Clock.fixed(NOW, ZoneOffset.UTC), this.counts,
				(_) -> this.ends.incrementAndGet());
		task.start();
		return task;
	}

	private static TaskView end(BackgroundTask task) throws Exception {
		return task.ended().get(60, TimeUnit.SECONDS);
	}

}
