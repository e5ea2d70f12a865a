package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;

import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.coroutine;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.toThread;
import static dev.asynclab.asyncio.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 69 to 73.
 */
@Timeout(120)
class DebugTests {

	private final VirtualTime time = new VirtualTime();

	private final List<SlowCallback> slow = new ArrayList<>();

	/** Fact 69. */
	@Test
	void reportsSlowSteps() {
		this.time.loop.setDebug(true);
		this.time.loop.setSlowCallbackHandler(this.slow::add);
		this.time.run(() -> {
			Task<?> task = createTask("x", () -> {
				sleep(ZERO);
				this.time.clock.block(ofMillis(250));
			});
			createTask("fast", () -> this.time.clock.block(ofMillis(99)));
			await(task);
			EventLoop.running().callSoon(() -> this.time.clock.block(ofMillis(100)));
			sleep(ofMillis(1));
		});
		assertThat(this.slow).hasSize(2);
		assertThat(this.slow.get(0).message())
			.isEqualTo("Executing <Task finished name='x' result=None> took 0.250 seconds");
		assertThat(this.slow.get(1).task()).isNull();
	}

	/** Fact 69: as in Python, the step that switches it on is not measured. */
	@Test
	void measuresNoStepThatBeganOutsideDebugMode() {
		this.time.loop.setSlowCallbackHandler(this.slow::add);
		this.time.run(() -> {
			this.time.clock.block(ofMillis(250));
			this.time.loop.setDebug(true);
			sleep(ZERO);
			this.time.clock.block(ofMillis(300));
			sleep(ZERO);
		});
		assertThat(this.slow).singleElement()
			.satisfies((step) -> assertThat(step.seconds()).isCloseTo(0.3, Offset.offset(1e-6)));
	}

	/** Fact 69. */
	@Test
	void reportsNoSlowStepsOutsideDebugMode() {
		this.time.loop.setSlowCallbackHandler(this.slow::add);
		this.time.run(() -> this.time.clock.block(ofMillis(250)));
		assertThat(this.slow).isEmpty();
	}

	/** Fact 70. */
	@Test
	void reportsACoroutineThatWasNeverAwaited() {
		this.time.run(() -> {
			await(coroutine("awaited", () -> 1));
			coroutine("f", () -> 1);
		});
		assertThat(this.time.reports).extracting(ExceptionContext::message)
			.containsExactly("coroutine 'f' was never awaited");
	}

	/** Fact 71. */
	@Test
	void reportsAnErrorThatWasNeverRead() {
		IOException error = new IOException();
		this.time.run(() -> {
			Task<String> task = this.time.failing(10, error);
			Asyncio.wait(List.of(task));
			this.time.failing(10, new CancelledError());
			this.time.noted("cancelled", 500, "").cancel();
			Asyncio.wait(List.of(this.time.failing(10, new IOException("read")))).done().forEach(Future::exception);
			sleep(ofMillis(100));
		});
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("Task exception was never retrieved");
			assertThat(report.exception()).isSameAs(error);
		});
	}

	/** Fact 71. */
	@Test
	void reportsAnErrorThatWasNeverReadWhenTheTaskIsCollected() {
		CountDownLatch reported = new CountDownLatch(1);
		EventLoop loop = new EventLoop();
		loop.setExceptionHandler((report) -> reported.countDown());
		run(loop, () -> {
			createTask(() -> {
				throw new IOException();
			});
			while (reported.getCount() > 0) {
				System.gc();
				sleep(ofMillis(1));
			}
		});
		assertThat(reported.getCount()).isZero();
	}

	/** Fact 72. */
	@Test
	void refusesCallsFromOtherThreads() {
		EventLoop loop = new EventLoop();
		loop.setDebug(true);
		run(loop, () -> {
			toThread(() -> assertThatIllegalStateException().isThrownBy(() -> loop.callSoon(() -> {
			})).withMessage("Non-thread-safe operation invoked on an event loop other than the current one"));
			toThread(() -> loop.callSoonThreadsafe(() -> {
			}));
		});
		assertThatIllegalStateException().isThrownBy(() -> loop.callSoonThreadsafe(() -> {
		})).withMessage("Event loop is closed");
	}

	/** Fact 73. */
	@Test
	void aBlockingStepDelaysAll() {
		this.time.run(() -> {
			Task<String> sleeper = this.time.noted("sleeper", 100, "value");
			createTask(() -> {
				sleep(ofMillis(50));
				this.time.clock.block(ofMillis(300));
			});
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> waitFor(() -> sleep(ofMillis(200), "value"), ofMillis(300)));
			assertThat(sleeper.result()).isEqualTo("value");
		});
		assertThat(this.time.trail).containsExactly("0 sleeper started", "350 sleeper done");
	}

	/** Nothing of a call that was refused may stay behind. */
	@Test
	void aRefusedTaskIsNotListed() {
		EventLoop loop = new EventLoop();
		loop.setDebug(true);
		run(loop, () -> {
			toThread(() -> assertThatIllegalStateException().isThrownBy(() -> loop.createTask(null, () -> 1)));
			assertThat(loop.allTasks()).hasSize(1);
		});
	}

	/** Nothing of a call that was refused may stay behind. */
	@Test
	void aRefusedResultLeavesTheFuturePending() {
		EventLoop loop = new EventLoop();
		loop.setDebug(true);
		run(loop, () -> {
			Future<Integer> future = loop.createFuture();
			Task<Integer> waiting = createTask(() -> await(future));
			sleep(ZERO);
			toThread(() -> assertThatIllegalStateException().isThrownBy(() -> future.setResult(1)));
			assertThat(future.done()).isFalse();
			future.setResult(2);
			assertThat(await(waiting)).isEqualTo(2);
		});
	}

	/** A refused cancellation takes nothing from the task that waits. */
	@Test
	void aRefusedCancelLeavesASleepingTaskAsItWas() {
		this.time.loop.setDebug(true);
		this.time.run(() -> {
			Task<String> sleeping = createTask(() -> sleep(ofMillis(100), "slept"));
			sleep(ZERO);
			Future<List<String>> gathering = Asyncio.gathering(List.of(sleeping));
			// The loop waits meanwhile, so that no timer fires.
			CompletableFuture.runAsync(() -> {
				assertThatIllegalStateException().isThrownBy(sleeping::cancel);
				assertThatIllegalStateException().isThrownBy(gathering::cancel);
			}).join();
			assertThat(sleeping.cancelling()).isZero();
			assertThat(await(sleeping)).isEqualTo("slept");
		});
	}

	/** Nothing of a call that was refused may stay behind. */
	@Test
	void aRefusedErrorIsNeverReported() {
		EventLoop loop = new EventLoop();
		List<Object> reported = new ArrayList<>();
		loop.setExceptionHandler(reported::add);
		loop.setDebug(true);
		run(loop, () -> {
			Future<Integer> future = loop.createFuture();
			Task<Integer> waiting = createTask(() -> await(future));
			sleep(ZERO);
			toThread(() -> assertThatIllegalStateException()
				.isThrownBy(() -> future.setException(new IllegalArgumentException("ghost"))));
			future.setResult(5);
			assertThat(await(waiting)).isEqualTo(5);
		});
		assertThat(reported).isEmpty();
	}

	/** Nothing of a call that was refused may stay behind. */
	@Test
	void aRefusedCallLeavesAQueueAsItWas() {
		EventLoop loop = new EventLoop();
		loop.setDebug(true);
		run(loop, () -> {
			Queue<Integer> queue = new Queue<>(1);
			Task<Integer> getter = createTask(queue::get);
			sleep(ZERO);
			toThread(() -> assertThatIllegalStateException().isThrownBy(() -> queue.putNowait(1)));
			toThread(() -> assertThatIllegalStateException().isThrownBy(queue::shutdown));
			assertThat(queue.qsize()).isZero();
			queue.putNowait(2);
			assertThat(await(getter)).isEqualTo(2);
			Task<String> joiner = createTask(() -> {
				queue.join();
				return "joined";
			});
			queue.putNowait(3);
			sleep(ZERO);
			toThread(() -> assertThatIllegalStateException().isThrownBy(queue::getNowait));
			assertThat(queue.getNowait()).isEqualTo(3);
			queue.taskDone();
			toThread(() -> assertThatIllegalStateException().isThrownBy(queue::taskDone));
			queue.taskDone();
			assertThat(await(joiner)).isEqualTo("joined");
		});
	}

	/** Nothing of a call that was refused may stay behind. */
	@Test
	void aRefusedDeadlineLeavesTheOldOne() {
		EventLoop loop = new EventLoop();
		loop.setDebug(true);
		run(loop, () -> {
			var scope = new dev.asynclab.asyncio.Timeout(ofMillis(50));
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> scope.run(() -> {
				toThread(() -> assertThatIllegalStateException().isThrownBy(() -> scope.reschedule(null)));
				return loop.createFuture().await();
			}));
		});
	}

	/**
	 * Fact 70: coroutines that were given away count as awaited, also if nothing runs
	 * them.
	 */
	@Test
	void doesNotMissACoroutineThatWasGivenAway() {
		this.time.run(() -> {
			TaskGroup group = new TaskGroup();
			assertThatIllegalStateException().isThrownBy(() -> group.createTask(coroutine("not entered", () -> 1)));
			group.run((entered) -> 1);
			assertThatIllegalStateException().isThrownBy(() -> group.createTask(coroutine("finished", () -> 1)));
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> waitFor(coroutine("no time", () -> 1), ZERO));
			createTask(coroutine("cancelled", () -> 1)).cancel();
			sleep(ZERO);
		});
		assertThat(this.time.reports).isEmpty();
	}

	/** In CPython KeyboardInterrupt and SystemExit leave the handler, too. */
	@Test
	void anErrorOfTheMachineInTheExceptionHandlerTearsTheLoopDown() {
		InternalError error = new InternalError("in handler");
		EventLoop loop = this.time.loop;
		loop.setExceptionHandler((report) -> {
			throw error;
		});
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			loop.callSoon(() -> {
				throw new IllegalStateException();
			});
			sleep(ofMillis(100));
			this.time.note("never");
		})).isSameAs(error);
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void anErrorOfTheMachineInTheSlowCallbackHandlerTearsTheLoopDown() {
		InternalError error = new InternalError("in handler");
		this.time.loop.setDebug(true);
		this.time.loop.setSlowCallbackHandler((slow) -> {
			throw error;
		});
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			createTask(() -> this.time.clock.block(ofMillis(250)));
			sleep(ofMillis(500));
			this.time.note("never");
		})).isSameAs(error);
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void anotherErrorInTheExceptionHandlerIsLogged() {
		this.time.loop.setExceptionHandler((report) -> {
			throw new IllegalStateException("in handler");
		});
		this.time.run(() -> {
			EventLoop.running().callSoon(() -> {
				throw new IllegalStateException();
			});
			sleep(ofMillis(1));
			this.time.note("goes on");
		});
		assertThat(this.time.trail).containsExactly("1 goes on");
	}

	@Test
	void aHandlerMayLeaveErrorsToTheDefault() {
		EventLoop loop = this.time.loop;
		Consumer<ExceptionContext> handler = loop::defaultExceptionHandler;
		loop.setExceptionHandler(handler);
		assertThat(loop.getExceptionHandler()).isSameAs(handler);
		loop.callExceptionHandler(new ExceptionContext("handled by default", null, null));
		loop.setExceptionHandler(null);
		assertThat(loop.getExceptionHandler()).isNull();
	}

}
