package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.toThread;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 61 and 62, and awaiting what other threads complete.
 */
@Timeout(120)
class ToThreadTests {

	/** Fact 61. */
	@Test
	void runsBesideTheLoopWithACopyOfTheContext() {
		ContextVar<String> user = new ContextVar<>("user");
		run(() -> {
			user.set("me");
			CountDownLatch loopWentOn = new CountDownLatch(1);
			Task<String> task = createTask(() -> toThread(() -> {
				loopWentOn.await();
				String seen = user.get();
				user.set("changed on the thread");
				return seen + " " + Thread.currentThread().isVirtual();
			}));
			sleep(ZERO);
			loopWentOn.countDown();
			assertThat(await(task)).isEqualTo("me false");
			assertThat(user.get()).isEqualTo("me");
		});
	}

	/** Fact 61. */
	@Test
	void throwsTheErrorItself() {
		IOException error = new IOException();
		run(() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> toThread(() -> {
			throw error;
		})).isSameAs(error));
	}

	/** Fact 61. */
	@Test
	void cancellingEndsTheWaitAndTheFunctionGoesOnWithoutAnInterrupt() {
		AtomicBoolean interrupted = new AtomicBoolean(true);
		run(() -> {
			CountDownLatch started = new CountDownLatch(1);
			CountDownLatch release = new CountDownLatch(1);
			Task<String> task = createTask(() -> toThread(() -> {
				started.countDown();
				release.await();
				interrupted.set(Thread.currentThread().isInterrupted());
				return "dropped";
			}));
			sleep(ZERO);
			started.await();
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(interrupted).isTrue();
			release.countDown();
		});
		assertThat(interrupted).isFalse();
	}

	/** Fact 61. */
	@Test
	void aQueuedFunctionNeverRuns() {
		List<String> ran = new ArrayList<>();
		run(() -> {
			CountDownLatch release = new CountDownLatch(1);
			List<Task<Boolean>> all = new ArrayList<>();
			int threads = Math.min(32, Runtime.getRuntime().availableProcessors() + 4);
			for (int i = 0; i < threads; i++) {
				all.add(createTask(() -> toThread(() -> {
					release.await();
					return true;
				})));
			}
			Task<Boolean> queued = createTask(() -> toThread(() -> ran.add("queued")));
			sleep(ZERO);
			queued.cancel();
			sleep(ZERO);
			release.countDown();
			gather(all);
			assertThat(queued.cancelled()).isTrue();
		});
		assertThat(ran).isEmpty();
	}

	/** Fact 62. */
	@Test
	void sleepReturnsItsResult() {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			assertThat(sleep(ofMillis(100), "result")).isEqualTo("result");
			assertThat(time.now()).isEqualTo(100);
		});
	}

	/** Fact 62. */
	@Test
	void sleepingNoTimeYieldsOnce() {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			createTask(() -> {
				time.note("one");
				sleep(ofMillis(-5));
				time.note("one again");
			});
			createTask(() -> time.note("two"));
			sleep(ZERO);
			time.note("main");
			sleep(ZERO);
		});
		assertThat(time.trail).containsExactly("0 one", "0 two", "0 main", "0 one again");
	}

	@Test
	void awaitsWhatAnotherThreadCompletes() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		run(() -> {
			Thread.ofPlatform().start(() -> stage.complete("value"));
			assertThat(await(stage)).isEqualTo("value");
		});
	}

	@Test
	void throwsTheErrorOfAStageUnwrapped() {
		IOException error = new IOException();
		CompletableFuture<String> stage = CompletableFuture.<String>failedFuture(error).thenApply((value) -> value);
		run(() -> assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(stage)).isSameAs(error));
	}

	@Test
	void cancellingTheAwaiterCancelsTheStage() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		run(() -> {
			Task<String> task = createTask(() -> await(stage));
			sleep(ZERO);
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
		});
		assertThat(stage).isCancelled();
	}

	@Test
	void aCancelledStageIsACancelledError() {
		CompletableFuture<String> stage = new CompletableFuture<>();
		run(() -> {
			Task<String> task = createTask(() -> await(stage));
			sleep(ZERO);
			stage.cancel(true);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelling()).isZero();
		});
	}

	@Test
	void anExecutorCallsWithoutTheContext() {
		ContextVar<String> user = new ContextVar<>("user", "none");
		ExecutorService executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("mine").factory());
		run(() -> {
			user.set("me");
			EventLoop loop = EventLoop.running();
			assertThat(await(loop.runInExecutor(executor, () -> Thread.currentThread().getName() + " " + user.get())))
				.isEqualTo("mine none");
			assertThat(await(loop.runInExecutor(null, () -> Thread.currentThread().getName()))).startsWith("asyncio_");
		});
		assertThat(executor.isShutdown()).isFalse();
		executor.shutdown();
	}

	@Test
	void aFutureOfAQueuedCallCanBeCancelledSoThatItNeverRuns() {
		List<String> ran = new ArrayList<>();
		try (ExecutorService executor = Executors.newSingleThreadExecutor()) {
			run(() -> {
				CountDownLatch release = new CountDownLatch(1);
				EventLoop loop = EventLoop.running();
				Future<Boolean> running = loop.runInExecutor(executor, () -> {
					release.await();
					return true;
				});
				Future<Boolean> queued = loop.runInExecutor(executor, () -> ran.add("queued"));
				queued.cancel();
				// The executor hears of it in the next turn.
				sleep(ZERO);
				release.countDown();
				assertThat(await(running)).isTrue();
			});
		}
		assertThat(ran).isEmpty();
	}

	@Test
	void theDefaultExecutorCanBeReplacedAndIsShutDown() {
		ExecutorService executor = Executors.newSingleThreadExecutor(Thread.ofPlatform().name("mine").factory());
		run(() -> {
			EventLoop loop = EventLoop.running();
			loop.setDefaultExecutor(executor);
			assertThat(toThread(() -> Thread.currentThread().getName())).isEqualTo("mine");
			loop.shutdownDefaultExecutor(null);
			assertThatIllegalStateException().isThrownBy(() -> toThread(() -> 1))
				.withMessage("Executor shutdown has been called");
		});
		assertThat(executor.isShutdown()).isTrue();
	}

	@Test
	void threadsAreNotJoinedForever() {
		List<String> warnings = new CopyOnWriteArrayList<>();
		Handler handler = new Handler() {
			@Override
			public void publish(LogRecord record) {
				warnings.add(record.getMessage());
			}

			@Override
			public void flush() {
			}

			@Override
			public void close() {
			}
		};
		CountDownLatch release = new CountDownLatch(1);
		Logger logger = Logger.getLogger("asyncio");
		logger.addHandler(handler);
		try {
			new VirtualTime().run(() -> {
				EventLoop.running().runInExecutor(null, () -> {
					release.await();
					return "";
				});
				EventLoop.running().shutdownDefaultExecutor(ofMillis(1));
				assertThat(release.getCount()).isEqualTo(1);
				release.countDown();
			});
		}
		finally {
			logger.removeHandler(handler);
		}
		assertThat(warnings)
			.containsExactly("The executor did not finishing joining its threads within 0.001 seconds.");
	}

	@Test
	void severalRunAtOnce() {
		run(() -> {
			CountDownLatch both = new CountDownLatch(2);
			List<Boolean> met = gather(List.of(createTask(() -> toThread(() -> meets(both))),
					createTask(() -> toThread(() -> meets(both)))));
			assertThat(met).containsExactly(true, true);
		});
	}

	private static boolean meets(CountDownLatch latch) throws InterruptedException {
		latch.countDown();
		return latch.await(60, TimeUnit.SECONDS);
	}

	@Test
	void twoTasksCanShutTheDefaultExecutorDown() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		List<String> ended = run(() -> {
			EventLoop loop = EventLoop.running();
			Future<String> call = loop.runInExecutor(null, () -> {
				release.await();
				return "done";
			});
			Task<String> first = createTask(() -> {
				loop.shutdownDefaultExecutor(null);
				return "first";
			});
			Task<String> second = createTask(() -> {
				loop.shutdownDefaultExecutor(null);
				return "second";
			});
			sleep(ZERO);
			release.countDown();
			return List.of(first.await(), second.await(), call.await());
		});
		assertThat(ended).containsExactly("first", "second", "done");
	}

}
