package dev.asynclab.admission;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;

import org.springframework.boot.autoconfigure.context.LifecycleProperties;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What becomes of work at a shutdown.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(120)
@Isolated("reads the log, which an application that starts would set up anew")
class RunningWorkTests {

	private static final Duration LONG = Duration.ofMinutes(1);

	private final CountDownLatch stopped = new CountDownLatch(1);

	@Test
	void stopsAtOnceIfNothingIsUnderWay() throws InterruptedException {
		stop(running(LONG, LONG));
		awaitStopped();
	}

	@Test
	void letsWorkEndWithinTheGracePeriod() throws InterruptedException {
		RunningWork running = running(LONG, LONG);
		SomeWork work = new SomeWork("A");
		running.track(work);
		stop(running);
		assertThat(this.stopped.await(10, TimeUnit.MILLISECONDS)).as("stopped").isFalse();
		work.ended.complete("done");
		awaitStopped();
		assertThat(work.cancels).hasValue(0);
	}

	@Test
	void cancelsWhatOutlivesTheGracePeriodAndSaysWhich(CapturedOutput output) throws InterruptedException {
		RunningWork running = running(Duration.ZERO, LONG);
		SomeWork done = new SomeWork("A");
		SomeWork late = new SomeWork("B");
		running.track(done);
		running.track(late);
		done.ended.complete("done");
		stop(running);
		assertThat(late.cancelled.await(60, TimeUnit.SECONDS)).isTrue();
		late.ended.completeExceptionally(new IllegalStateException("while it cleaned up"));
		awaitStopped();
		assertThat(done.cancels).hasValue(0);
		assertThat(late.abandons).hasValue(0);
		assertThat(output).contains("cancelling 1 after the grace period: B");
	}

	@Test
	void stopsWhatRefuses(CapturedOutput output) throws InterruptedException {
		RunningWork running = running(Duration.ZERO, Duration.ZERO);
		SomeWork refusing = new SomeWork("C");
		running.track(refusing);
		stop(running);
		awaitStopped();
		assertThat(refusing.cancels).hasValue(1);
		assertThat(refusing.abandons).hasValue(1);
		assertThat(output).contains("stopping 1 that did not end when cancelled: C");
	}

	@Test
	void cancelsTheOthersIfOneFailsTo(CapturedOutput output) throws InterruptedException {
		RunningWork running = running(Duration.ZERO, Duration.ZERO);
		SomeWork broken = new SomeWork("E") {

			@Override
			public void cancel(String by) {
				throw new IllegalStateException("can't be cancelled");
			}

			@Override
			public void abandon() {
				throw new IllegalStateException("can't be stopped");
			}

		};
		SomeWork next = new SomeWork("F");
		running.track(broken);
		running.track(next);
		stop(running);
		awaitStopped();
		assertThat(next.cancels).hasValue(1);
		assertThat(next.abandons).hasValue(1);
		assertThat(output).contains("E could not be told to end", "can't be stopped");
	}

	@Test
	void cancelsAtOnceWhatBeginsTooLate() throws InterruptedException {
		RunningWork running = running(Duration.ZERO, Duration.ZERO);
		stop(running);
		awaitStopped();
		SomeWork late = new SomeWork("D");
		running.track(late);
		assertThat(late.cancels).hasValue(1);
	}

	@Test
	void wantsTheShutdownPhaseToBeLonger() {
		assertThatIllegalStateException().isThrownBy(() -> running(Duration.ofSeconds(100), Duration.ofSeconds(21)))
			.withMessageContaining("asynclab.shutdown.grace-period")
			.withMessageContaining("spring.lifecycle.timeout-per-shutdown-phase");
	}

	private static RunningWork running(Duration grace, Duration cleanUp) {
		LifecycleProperties lifecycle = new LifecycleProperties();
		lifecycle.setTimeoutPerShutdownPhase(Duration.ofSeconds(121));
		RunningWork running = new RunningWork(new ShutdownProperties(grace, cleanUp), lifecycle);
		running.start();
		return running;
	}

	private void stop(RunningWork running) {
		running.stop(this.stopped::countDown);
	}

	private void awaitStopped() throws InterruptedException {
		assertThat(this.stopped.await(60, TimeUnit.SECONDS)).as("stopped").isTrue();
	}

	private static class SomeWork implements RunningWork.Work {

		private final String name;

		private final CompletableFuture<String> ended = new CompletableFuture<>();

		private final CountDownLatch cancelled = new CountDownLatch(1);

		private final AtomicInteger cancels = new AtomicInteger();

		private final AtomicInteger abandons = new AtomicInteger();

		private SomeWork(String name) {
			this.name = name;
		}

		@Override
		public CompletableFuture<?> ended() {
			return this.ended;
		}

		@Override
		public void cancel(String by) {
			assertThat(by).isEqualTo("shutdown");
			this.cancels.incrementAndGet();
			this.cancelled.countDown();
		}

		@Override
		public void abandon() {
			this.abandons.incrementAndGet();
		}

		@Override
		public String toString() {
			return this.name;
		}

	}

}
