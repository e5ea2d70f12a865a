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
		running.track(work.work());
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
		running.track(done.work());
		running.track(late.work());
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
		running.track(refusing.work());
		stop(running);
		awaitStopped();
		assertThat(refusing.cancels).hasValue(1);
		assertThat(refusing.abandons).hasValue(1);
		assertThat(output).contains("stopping 1 that did not end when cancelled: C");
	}

	@Test
	void cancelsTheOthersIfOneFailsTo(CapturedOutput output) throws InterruptedException {
		RunningWork running = running(Duration.ZERO, Duration.ZERO);
		RunningWork.Work broken = new RunningWork.Work("E", new CompletableFuture<>(), () -> {
			throw new IllegalStateException("can't be cancelled");
		}, () -> {
			throw new IllegalStateException("can't be stopped");
		});
		SomeWork next = new SomeWork("F");
		running.track(broken);
		running.track(next.work());
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
		running.track(late.work());
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

	private record SomeWork(String name, CompletableFuture<String> ended, CountDownLatch cancelled,
			AtomicInteger cancels, AtomicInteger abandons) {

		private SomeWork(String name) {
			this(name, new CompletableFuture<>(), new CountDownLatch(1), new AtomicInteger(), new AtomicInteger());
		}

		private RunningWork.Work work() {
			return new RunningWork.Work(this.name, this.ended, () -> {
				this.cancels.incrementAndGet();
				this.cancelled.countDown();
			}, this.abandons::incrementAndGet);
		}

	}

}
