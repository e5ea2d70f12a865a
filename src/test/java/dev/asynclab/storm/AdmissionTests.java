package dev.asynclab.storm;

import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;

import dev.asynclab.load.OwnPool;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link Admission} with a time-out that stops the work.
 */
@Timeout(60)
class AdmissionTests {

	private static final Duration SOON = Duration.ofMillis(20);

	private final OneThread place = new OneThread();

	private final CountDownLatch never = new CountDownLatch(1);

	private final CountDownLatch begun = new CountDownLatch(1);

	private final BlockingQueue<Long> stopped = new LinkedBlockingQueue<>();

	@AfterEach
	void close() {
		this.place.close();
	}

	@Test
	void workThatIsThereIsStoppedAndItsThreadTakesTheNext() throws Exception {
		Admission.Plain plain = new Admission.Plain(this.place);
		CompletableFuture<String> runs = plain.start(this::block, null);
		CompletableFuture<String> waits = plain.start(this::block, null);
		this.begun.await();
		Admission.Stopping stopping = stopping();
		stopping.switchOn(plain);
		assertStopped(runs);
		assertStopped(waits);
		await().until(() -> this.place.queued() == 0);
		assertThat(this.place.pool.submit(() -> "next").get()).isEqualTo("next");
	}

	/**
	 * A call that was let in without the cure, and comes to the pool when it is there.
	 */
	@Test
	void workThatComesTooLateToBeTakenOverWithTheRestIsStoppedToo() {
		Admission.Plain plain = new Admission.Plain(this.place);
		stopping().switchOn(plain);
		assertStopped(plain.start(this::block, null));
	}

	@Test
	void tellsHowLateTheThreadOfStoppedWorkIsFree() throws Exception {
		assertStopped(stopping().start(this::block, null));
		assertThat(this.stopped.take()).isNotNegative();
	}

	@Test
	void workThatIsStoppedWhileItWaitsHasNoThread() throws Exception {
		new Admission.Plain(this.place).start(this::block, null);
		assertStopped(stopping().start(() -> "never begun", null));
		await().until(() -> this.place.queued() == 0);
		this.never.countDown();
		assertThat(this.place.pool.submit(() -> "the thread is free").get()).isNotEmpty();
		assertThat(this.stopped).isEmpty();
	}

	@Test
	void workThatFailsByItselfWasNotStopped() {
		Admission.Stopping stopping = new Admission.Stopping(this.place, Duration.ofMinutes(1), this.stopped::add);
		CompletableFuture<String> fails = stopping.start(() -> {
			throw new IllegalStateException("no");
		}, null);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(fails::get)
			.withCauseInstanceOf(IllegalStateException.class);
		assertThat(this.stopped).isEmpty();
	}

	private Admission.Stopping stopping() {
		return new Admission.Stopping(this.place, SOON, this.stopped::add);
	}

	private String block() throws InterruptedException {
		this.begun.countDown();
		this.never.await();
		return "never";
	}

	private static void assertStopped(CompletableFuture<String> call) {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
			.withCauseInstanceOf(TimeoutException.class);
	}

	/**
	 * The pool that an experiment has, with one thread.
	 */
	private static final class OneThread implements Workplace {

		private final OwnPool pool = new OwnPool("admission-test", 1, 10);

		@Override
		public ExecutorService executor() {
			return this.pool.executor();
		}

		@Override
		public Callable<String> inTurn(Callable<String> work) {
			return work;
		}

		@Override
		public int queued() {
			return this.pool.queued();
		}

		@Override
		public void close() {
			this.pool.executor().shutdownNow();
			this.pool.close();
		}

	}

}
