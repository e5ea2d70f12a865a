package dev.asynclab.job;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskEvent;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What a handle records, and what its cancel does.
 */
@Timeout(120)
class JobHandleTests {

	private final Recorder recorder = new Recorder(new AtomicLong()::incrementAndGet);

	private final JobHandle handle = new JobHandle(new Job("A", Duration.ZERO, Job.Outcome.OK), this.recorder);

	@Test
	void recordsABlockingCallThatReturns() throws Exception {
		assertThat(this.handle.call(() -> "A done")).isEqualTo("A done");
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.FINISHED);
		assertThat(this.handle.settled().toCompletableFuture()).isDone();
	}

	@Test
	void recordsABlockingCallThatFails() {
		assertThatIllegalStateException().isThrownBy(() -> this.handle.call(() -> {
			throw new IllegalStateException("A broke");
		}));
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.FAILED);
	}

	@Test
	void cancelInterruptsTheThreadAndLeavesItClean() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		FutureTask<Boolean> worker = new FutureTask<>(() -> {
			assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.handle.call(() -> {
				blocked.countDown();
				new CountDownLatch(1).await();
				return "never";
			}));
			return Thread.currentThread().isInterrupted();
		});
		Thread.ofPlatform().start(worker);
		assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.handle.cancel()).isTrue();
		assertThat(worker.get(60, TimeUnit.SECONDS)).as("interrupted still").isFalse();
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED,
				TaskEvent.CANCELLED);
		assertThat(this.handle.cancel()).isFalse();
	}

	@Test
	void recordsTheValueOfACallThatIgnoresItsCancellation() throws Exception {
		assertThat(this.handle.call(() -> {
			this.handle.cancel();
			return "A done all the same";
		})).isEqualTo("A done all the same");
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED,
				TaskEvent.FINISHED);
		assertThat(Thread.currentThread().isInterrupted()).isFalse();
	}

	@Test
	void hasNotEndedBeforeWhatCannotBeStopped() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CompletableFuture<@Nullable Void> release = new CompletableFuture<>();
		Mono<String> io = Mono.just("A done").doOnNext((_) -> this.handle.block(() -> {
			this.handle.started();
			blocked.countDown();
			// Unlike a latch, no interrupt ends this: the scheduler sends one on a
			// cancel.
			release.join();
		}));
		CompletableFuture<@Nullable String> awaiter = this.handle.mono(io)
			.subscribeOn(Schedulers.boundedElastic())
			.toFuture();
		assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(this.handle.cancel()).isTrue();
		assertThat(awaiter).isCompletedExceptionally();
		assertThat(this.handle.settled().toCompletableFuture()).isNotDone();
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED);
		release.complete(null);
		this.handle.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED,
				TaskEvent.CANCELLED);
	}

	@Test
	void recordsAnInterruptThatCameFromOutside() {
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.handle.call(() -> {
			throw new InterruptedException();
		}));
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.CANCEL_REQUESTED,
				TaskEvent.CANCELLED);
	}

	@Test
	void neverStartsWhatWasCancelledBefore() {
		this.handle.create();
		assertThat(this.handle.cancel()).isTrue();
		assertThat(this.handle.settled().toCompletableFuture()).isDone();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(() -> this.handle.call(() -> "never"));
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.CANCEL_REQUESTED, TaskEvent.CANCELLED);
	}

	@Test
	void saysNothingOfATaskThatNeverWas() {
		assertThat(this.handle.cancel()).isTrue();
		assertThat(events()).isEmpty();
		assertThat(this.handle.settled().toCompletableFuture()).isDone();
	}

	@Test
	void refusesToStartTwice() throws Exception {
		this.handle.call(() -> "once");
		assertThatIllegalStateException().isThrownBy(() -> this.handle.call(() -> "twice"));
	}

	@Test
	void cancellingTheFutureOfAsyncInterruptsTheThread() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch interrupted = new CountDownLatch(1);
		CompletableFuture<String> plain = CompletableFuture.supplyAsync(() -> {
			try {
				return this.handle.call(() -> {
					blocked.countDown();
					try {
						new CountDownLatch(1).await();
					}
					finally {
						interrupted.countDown();
					}
					return "never";
				});
			}
			catch (Exception ex) {
				throw new IllegalStateException(ex);
			}
		}, (task) -> Thread.ofPlatform().start(task));
		CompletableFuture<String> future = this.handle.cancelWith(plain);
		assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
		future.cancel(true);
		assertThat(interrupted.await(60, TimeUnit.SECONDS)).isTrue();
		this.handle.settled().toCompletableFuture().get(60, TimeUnit.SECONDS);
		assertThat(events()).endsWith(TaskEvent.CANCEL_REQUESTED, TaskEvent.CANCELLED);
	}

	@Test
	void recordsAMono() {
		Sinks.One<String> io = Sinks.one();
		CompletableFuture<@Nullable String> result = this.handle
			.mono(io.asMono().doOnSubscribe((_) -> this.handle.started()))
			.toFuture();
		io.tryEmitValue("A done");
		assertThat(result).isCompletedWithValue("A done");
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.STARTED, TaskEvent.FINISHED);
	}

	@Test
	void cancelDisposesOfTheSubscriptionAndTellsTheAwaiter() {
		CountDownLatch disposed = new CountDownLatch(1);
		CompletableFuture<@Nullable String> result = this.handle
			.mono(Mono.<String>never().doOnCancel(disposed::countDown))
			.toFuture();
		assertThat(this.handle.cancel()).isTrue();
		assertThat(disposed.getCount()).isZero();
		assertThatExceptionOfType(CancellationException.class).isThrownBy(result::get);
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.CANCEL_REQUESTED, TaskEvent.CANCELLED);
	}

	@Test
	void cancellingTheSubscriptionCancelsTheJob() {
		CountDownLatch disposed = new CountDownLatch(1);
		this.handle.mono(Mono.<String>never().doOnCancel(disposed::countDown)).subscribe().dispose();
		assertThat(disposed.getCount()).isZero();
		assertThat(events()).containsExactly(TaskEvent.CREATED, TaskEvent.CANCEL_REQUESTED, TaskEvent.CANCELLED);
		assertThat(this.handle.settled().toCompletableFuture()).isDone();
	}

	private List<TaskEvent> events() {
		return this.recorder.timeline().log().stream().map(LogEntry::event).toList();
	}

}
