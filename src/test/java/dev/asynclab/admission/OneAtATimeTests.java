package dev.asynclab.admission;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.http.HttpHeaders;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link OneAtATime}.
 */
@Timeout(120)
class OneAtATimeTests {

	private final RunningWork work = new RunningWork(new ShutdownProperties(Duration.ZERO, Duration.ofMinutes(1)),
			lifecycle());

	private final OneAtATime runs = new OneAtATime((name) -> Sentence.of("test", "{0} is under way.", name), this.work);

	@Test
	void refusesASecondRunForAsLongAsTheFirstWillTake() throws Exception {
		HeldRun first = this.runs.start(HeldRun::new);
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> this.runs.start(() -> {
			throw new IllegalStateException("must not be created");
		}))
			.withMessage("a run is under way.")
			.satisfies((busy) -> assertThat(busy.getHeaders().getFirst(HttpHeaders.RETRY_AFTER)).isEqualTo("42"));
		first.release.countDown();
		assertThat(first.report().get()).isEqualTo("done");
		HeldRun second = this.runs.start(HeldRun::new);
		second.release.countDown();
		assertThat(second.report().get()).isEqualTo("done");
	}

	@Test
	void isFreeAgainWhenTheReportIsThere() throws Exception {
		HeldRun run = this.runs.start(HeldRun::new);
		CompletableFuture<Boolean> idle = run.report().thenApply((_) -> this.runs.isIdle());
		assertThat(this.runs.isIdle()).isFalse();
		run.release.countDown();
		assertThat(idle.get()).isTrue();
	}

	@Test
	void aStoppedRunCleansUpBeforeItsReportIsThere() throws Exception {
		HeldRun run = this.runs.start(HeldRun::new);
		run.cleanUp = () -> run.log.add("cleaned up, idle: " + this.runs.isIdle());
		CompletableFuture<Void> told = run.report()
			.handle((_, error) -> run.log.add(error + ", idle: " + this.runs.isIdle()))
			.thenRun(() -> run.log.add("interrupted: " + Thread.currentThread().isInterrupted()));
		run.begun.await();
		assertThat(this.runs.stopCurrent().get()).isTrue();
		told.get();
		assertThat(run.log).hasSize(3);
		assertThat(run.log.getFirst()).isEqualTo("cleaned up, idle: false");
		assertThat(run.log.get(1)).contains(CancellationException.class.getName(), "a run was stopped", "idle: true");
		assertThat(run.log.getLast()).isEqualTo("interrupted: false");
		assertThat(run.isStopped()).isTrue();
		assertThat(this.runs.stopCurrent().get()).isFalse();
	}

	@Test
	void isInterruptedOnceHoweverOftenItIsStopped() throws Exception {
		HeldRun run = this.runs.start(HeldRun::new);
		CountDownLatch cleaning = new CountDownLatch(1);
		CountDownLatch stoppedAgain = new CountDownLatch(1);
		run.cleanUp = () -> {
			cleaning.countDown();
			stoppedAgain.await();
			run.log.add("cleaned up");
		};
		run.begun.await();
		run.stop();
		cleaning.await();
		run.stop();
		run.stop();
		stoppedAgain.countDown();
		assertCancelled(run);
		assertThat(run.log).containsExactly("cleaned up");
	}

	@Test
	void aRunThatIsStoppedBeforeItBeginsIsInterruptedThen() {
		HeldRun run = this.runs.start(() -> {
			HeldRun stopped = new HeldRun();
			stopped.stop();
			return stopped;
		});
		assertCancelled(run);
	}

	@Test
	void cancellingTheReportStopsNothing() throws Exception {
		HeldRun run = this.runs.start(HeldRun::new);
		run.report().cancel(true);
		run.release.countDown();
		assertThat(run.report().get()).isEqualTo("done");
	}

	@Test
	void aFailureIsToldAndFreesThePlace() {
		HeldRun run = this.runs.start(HeldRun::new);
		run.failure = new IOException("broken");
		run.release.countDown();
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.report().get())
			.withCauseInstanceOf(IOException.class);
		assertThat(this.runs.isIdle()).isTrue();
	}

	@Test
	void aShutdownStopsTheRunAndWaitsForItsEnd() throws Exception {
		this.work.start();
		HeldRun run = this.runs.start(HeldRun::new);
		CountDownLatch shutDown = new CountDownLatch(1);
		run.cleanUp = () -> run.log.add("cleaned up, shut down: " + (shutDown.getCount() == 0));
		run.begun.await();
		this.work.stop(shutDown::countDown);
		assertThat(shutDown.await(60, TimeUnit.SECONDS)).isTrue();
		assertThat(run.log).containsExactly("cleaned up, shut down: false");
		assertThat(run.report()).isCompletedExceptionally();
	}

	private static void assertCancelled(HeldRun run) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.report().get())
			.withCauseInstanceOf(CancellationException.class);
	}

	private static LifecycleProperties lifecycle() {
		LifecycleProperties lifecycle = new LifecycleProperties();
		lifecycle.setTimeoutPerShutdownPhase(Duration.ofMinutes(2));
		return lifecycle;
	}

	private static final class HeldRun extends OneAtATime.SoloRun<String> {

		final CountDownLatch begun = new CountDownLatch(1);

		final CountDownLatch release = new CountDownLatch(1);

		final List<String> log = new CopyOnWriteArrayList<>();

		volatile CleanUp cleanUp = () -> {
		};

		volatile @Nullable Exception failure;

		private HeldRun() {
			super("a run");
		}

		@Override
		protected String call() throws Exception {
			this.begun.countDown();
			try {
				this.release.await();
			}
			finally {
				this.cleanUp.run();
			}
			Exception failure = this.failure;
			if (failure != null) {
				throw failure;
			}
			return "done";
		}

		@Override
		protected Duration remaining() {
			return Duration.ofSeconds(42);
		}

	}

	private interface CleanUp {

		void run() throws Exception;

	}

}
