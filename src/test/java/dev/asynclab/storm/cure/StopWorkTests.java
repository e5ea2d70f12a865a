package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * Tests for {@link StopWork}.
 */
@Timeout(60)
class StopWorkTests {

	private final ThreadPoolExecutor pool = new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS,
			new LinkedBlockingQueue<>(1));

	@AfterEach
	void close() {
		this.pool.shutdownNow();
		this.pool.close();
	}

	@Test
	void workInTimeReturnsItsValueOrItsError() throws Exception {
		StopWork stopWork = new StopWork(this.pool, Duration.ofMinutes(1));
		assertThat(stopWork.call(() -> "done").get()).isEqualTo("done");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> stopWork.call(() -> {
			throw new IllegalArgumentException("no");
		}).get()).withCauseInstanceOf(IllegalArgumentException.class);
	}

	@Test
	void workThatRunsIsInterrupted() throws Exception {
		assertInterrupts(this.pool);
		try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			assertInterrupts(threads);
		}
	}

	private static void assertInterrupts(ExecutorService executor) throws Exception {
		CountDownLatch interrupted = new CountDownLatch(1);
		StopWork stopWork = new StopWork(executor, Duration.ofMillis(100));
		CompletableFuture<String> runs = stopWork.call(() -> {
			try {
				new CountDownLatch(1).await();
			}
			finally {
				interrupted.countDown();
			}
			return "never";
		});
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(runs::get)
			.withCauseInstanceOf(TimeoutException.class);
		interrupted.await();
	}

	@Test
	void workThatWasThereBeforeIsStoppedWhenItIsTooOld() {
		StopWork stopWork = new StopWork(this.pool, Duration.ofMinutes(1));
		Future<?> task = this.pool.submit(() -> {
			new CountDownLatch(1).await();
			return "never";
		});
		CompletableFuture<String> answer = new CompletableFuture<>();
		stopWork.stopWith(answer, task, Duration.ofMinutes(2));
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(answer::get)
			.withCauseInstanceOf(TimeoutException.class);
		await().until(task::isCancelled);
	}

	@Test
	void workThatWaitsLeavesTheQueue() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CountDownLatch running = new CountDownLatch(1);
		this.pool.execute(() -> {
			running.countDown();
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		});
		running.await();
		CompletableFuture<String> waits = new StopWork(this.pool, Duration.ofMillis(100)).call(() -> "never");
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(waits::get)
			.withCauseInstanceOf(TimeoutException.class);
		await().until(() -> this.pool.getQueue().isEmpty());
		release.countDown();
	}

	@Test
	void refusesWhatTheQueueCannotHold() {
		StopWork stopWork = new StopWork(this.pool, Duration.ofMinutes(1));
		CountDownLatch release = new CountDownLatch(1);
		stopWork.call(() -> release.await(1, TimeUnit.MINUTES));
		CompletableFuture<String> waits = stopWork.call(() -> "done");
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(() -> stopWork.call(() -> "never"));
		waits.cancel(true);
		assertThat(this.pool.getQueue()).as("whoever ends it stops the work").isEmpty();
		release.countDown();
	}

}
