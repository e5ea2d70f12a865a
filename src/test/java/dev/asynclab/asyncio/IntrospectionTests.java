package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.allTasks;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.currentTask;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.runCoroutineThreadsafe;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.toThread;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofHours;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 67 and 68.
 */
@Timeout(120)
class IntrospectionTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 67. */
	@Test
	void knowsTheCurrentTask() {
		assertThatIllegalStateException().isThrownBy(Asyncio::currentTask).withMessage("no running event loop");
		this.time.run(() -> {
			Task<?> task = createTask("me", () -> this.time.note(String.valueOf(currentTask())));
			task.addDoneCallback((done) -> this.time.note(String.valueOf(currentTask())));
			EventLoop.running().callSoon(() -> this.time.note(String.valueOf(currentTask())));
			sleep(ZERO);
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 <Task pending name='me' cb=[IntrospectionTests.<lambda>()]>",
				"0 null", "0 null");
	}

	/** Fact 67. */
	@Test
	void knowsAllUnfinishedTasks() {
		assertThatIllegalStateException().isThrownBy(Asyncio::allTasks);
		this.time.run(() -> {
			Task<?> done = createTask(() -> 1);
			Task<?> one = this.time.noted("one", 100, 1);
			Task<?> two = this.time.noted("two", 100, 1);
			sleep(ZERO);
			assertThat(allTasks()).containsExactly(currentTask(), one, two).doesNotContain(done);
		});
	}

	/** Fact 68. */
	@Test
	void aResultReachesAnotherThread() {
		run(() -> {
			EventLoop loop = EventLoop.running();
			assertThat(toThread(() -> runCoroutineThreadsafe(() -> sleep(ZERO, "value"), loop).get()))
				.isEqualTo("value");
			IllegalStateException error = new IllegalStateException();
			toThread(() -> assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> runCoroutineThreadsafe(() -> {
					throw error;
				}, loop).get())
				.withCause(error));
		});
	}

	/** Fact 68. */
	@Test
	void givingUpDoesNotCancelAndCancellingDoes() {
		run(() -> {
			EventLoop loop = EventLoop.running();
			CountDownLatch cancelled = new CountDownLatch(1);
			CompletableFuture<String> future = toThread(() -> runCoroutineThreadsafe(() -> {
				try {
					return sleep(ofHours(1), "");
				}
				finally {
					cancelled.countDown();
				}
			}, loop));
			toThread(() -> assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> future.get(1, TimeUnit.MILLISECONDS)));
			assertThat(future).isNotDone();
			toThread(() -> {
				future.cancel(true);
				assertThat(future).isCancelled();
				assertThatExceptionOfType(CancellationException.class).isThrownBy(future::get);
				return cancelled.await(60, TimeUnit.SECONDS);
			});
			assertThat(cancelled.getCount()).isZero();
		});
	}

	/** Facts 68 and 71: no code could see the error any more. */
	@Test
	void reportsTheErrorOfACleanupAfterTheFutureWasCancelled() {
		IOException error = new IOException("in cleanup");
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			CompletableFuture<String> future = runCoroutineThreadsafe(() -> {
				try {
					return sleep(ofMillis(500), "");
				}
				catch (CancelledError cancelled) {
					throw error;
				}
			}, time.loop);
			sleep(ofMillis(10));
			assertThat(future.cancel(false)).isTrue();
			sleep(ofMillis(10));
		});
		assertThat(time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("Task exception was never retrieved");
			assertThat(report.exception()).isSameAs(error);
		});
	}

	/** The other thread must not wait for a task that could not be made. */
	@Test
	void anErrorOfTheTaskFactoryReachesTheOtherThread() {
		IllegalStateException error = new IllegalStateException("no tasks");
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			time.loop.setTaskFactory(new TaskFactory() {
				@Override
				public <T extends @Nullable Object> Task<T> createTask(EventLoop loop, Coroutine<? extends T> body,
						@Nullable Context context) {
					throw error;
				}
			});
			CompletableFuture<Integer> future = runCoroutineThreadsafe(() -> 1, time.loop);
			sleep(ofMillis(1));
			assertThat(future).isCompletedExceptionally();
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get).withCause(error);
		});
		assertThat(time.reports).singleElement().satisfies((report) -> assertThat(report.exception()).isSameAs(error));
	}

	@Test
	void aTaskThatIsCancelledInsideTheLoopCancelsTheFuture() {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			CompletableFuture<String> future = runCoroutineThreadsafe(() -> {
				EventLoop loop = EventLoop.running();
				loop.callSoon(Objects.requireNonNull(currentTask())::cancel);
				return sleep(ofMillis(500), "");
			}, time.loop);
			sleep(ofMillis(10));
			assertThat(future).isCancelled();
		});
		assertThat(time.reports).isEmpty();
	}

	@Test
	void anErrorOfTheTaskFactoryReachesTheFuture() {
		VirtualTime time = new VirtualTime();
		IllegalStateException error = new IllegalStateException("factory");
		time.run(() -> {
			time.loop.setTaskFactory(new TaskFactory() {
				@Override
				public <T extends @Nullable Object> Task<T> createTask(EventLoop loop, Coroutine<? extends T> body,
						@Nullable Context context) {
					throw error;
				}
			});
			CompletableFuture<String> future = runCoroutineThreadsafe(() -> "", time.loop);
			sleep(ofMillis(10));
			assertThatExceptionOfType(ExecutionException.class).isThrownBy(future::get).withCause(error);
		});
		assertThat(time.reports).singleElement().satisfies((report) -> assertThat(report.exception()).isSameAs(error));
	}

}
