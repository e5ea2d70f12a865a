package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.currentTask;
import static dev.asynclab.asyncio.Asyncio.gathering;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 13 to 23.
 */
@Timeout(120)
class CancellationTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 13. */
	@Test
	void isARequest() {
		this.time.run(() -> {
			Task<Integer> task = this.time.noted("task", 500, 1);
			sleep(ofMillis(100));
			assertThat(task.cancel()).isTrue();
			assertThat(task.cancelled()).isFalse();
			assertThat(task.done()).isFalse();
			assertThat(task.cancelling()).isEqualTo(1);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelled()).isTrue();
			assertThat(task.cancel()).isFalse();
			assertThat(task.cancelling()).isEqualTo(1);
		});
	}

	/** Fact 14. */
	@Test
	void isNoException() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				try {
					sleep(ofMillis(500));
				}
				catch (Exception ex) {
					this.time.note("swallowed");
				}
				return 1;
			});
			sleep(ofMillis(100));
			task.cancel();
			sleep(ZERO);
			assertThat(task.cancelled()).isTrue();
		});
		assertThat(this.time.trail).isEmpty();
	}

	/** Fact 14. */
	@Test
	void arrivesAtTheNextAwait() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				cancelCurrent();
				this.time.note("still here");
				sleep(ofMillis(500));
				this.time.note("never");
				return 1;
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
		});
		assertThat(this.time.trail).containsExactly("0 still here");
	}

	/** Fact 14. */
	@Test
	void beforeTheFirstStepTheBodyNeverRuns() {
		this.time.run(() -> {
			Task<Integer> task = this.time.noted("task", 0, 1);
			task.cancel("too early");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("too early");
		});
		assertThat(this.time.trail).isEmpty();
	}

	/** Fact 15. */
	@Test
	void aTaskThatThrowsCancelledErrorIsCancelled() {
		this.time.run(() -> {
			Task<String> task = this.time.failing(10, new CancelledError("own"));
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("own");
			assertThat(task.cancelled()).isTrue();
			assertThat(task.cancelling()).isZero();
		});
	}

	/** Fact 16. */
	@Test
	void canBeSuppressed() {
		this.time.run(() -> {
			Task<String> task = this.time.suppressing(300, "value");
			sleep(ofMillis(100));
			task.cancel();
			assertThat(await(task)).isEqualTo("value");
			assertThat(task.cancelled()).isFalse();
			assertThat(task.cancelling()).isEqualTo(1);
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 17. */
	@Test
	void anotherErrorInTheCleanupIsTheEnd() {
		IOException error = new IOException("cleanup");
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				try {
					sleep(ofMillis(500));
					return 1;
				}
				catch (CancelledError cancelled) {
					throw error;
				}
			});
			sleep(ofMillis(100));
			task.cancel();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(task)).isSameAs(error);
			assertThat(task.cancelled()).isFalse();
		});
	}

	/** Fact 18. */
	@Test
	void aSecondOneInterruptsTheCleanup() {
		this.time.run(() -> {
			Task<String> task = this.time.cleaning("task", 500, 300);
			sleep(ofMillis(100));
			task.cancel();
			sleep(ofMillis(100));
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(task.cancelling()).isEqualTo(2);
		});
		assertThat(this.time.trail).isEmpty();
	}

	/** Fact 18. */
	@Test
	void twoBeforeDeliveryAreOneError() {
		this.time.run(() -> {
			Task<String> task = this.time.suppressing(300, "value");
			sleep(ofMillis(100));
			task.cancel();
			task.cancel();
			assertThat(await(task)).isEqualTo("value");
			assertThat(task.cancelling()).isEqualTo(2);
		});
		assertThat(this.time.trail).containsExactly("100 suppressed");
	}

	/** Fact 19. */
	@Test
	void betweenCompletionAndResumptionWins() {
		this.time.run(() -> {
			Future<Integer> future = EventLoop.running().createFuture();
			Task<Integer> task = createTask(() -> await(future));
			sleep(ZERO);
			future.setResult(1);
			assertThat(task.cancel()).isTrue();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(future.result()).isEqualTo(1);
		});
	}

	/** Fact 20. */
	@Test
	void ofItselfWithoutAnotherAwaitLosesTheValue() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				cancelCurrent();
				return 1;
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelled()).isTrue();
		});
	}

	/** Fact 20. */
	@Test
	void ofItselfBeforeAnErrorIsForgotten() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				cancelCurrent();
				throw new IllegalStateException("X");
			});
			assertThatIllegalStateException().isThrownBy(() -> await(task)).withMessage("X");
		});
	}

	/** Fact 21. */
	@Test
	void travelsToTheAwaitedTask() {
		this.time.run(() -> {
			Task<Integer> inner = this.time.noted("inner", 500, 1);
			Task<Integer> outer = createTask(() -> await(inner));
			sleep(ofMillis(100));
			outer.cancel();
			assertThat(inner.cancelling()).isEqualTo(1);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
			assertThat(inner.cancelled()).isTrue();
		});
	}

	/** Fact 21. */
	@Test
	void ofTheAwaitedTaskIsNoRequestToTheAwaiter() {
		this.time.run(() -> {
			Task<Integer> inner = this.time.noted("inner", 500, 1);
			Task<Integer> outer = createTask(() -> await(inner));
			sleep(ofMillis(100));
			inner.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
			assertThat(outer.cancelling()).isZero();
			assertThat(outer.cancelled()).isTrue();
		});
	}

	/** Fact 22. */
	@Test
	void carriesAMessage() {
		this.time.run(() -> {
			Task<Integer> task = this.time.noted("task", 500, 1);
			sleep(ofMillis(100));
			task.cancel("because");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("because");
		});
	}

	/** Fact 23. */
	@Test
	void canBeTakenBackBeforeDelivery() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				cancelCurrent();
				assertThat(present().uncancel()).isZero();
				assertThat(present().uncancel()).isZero();
				sleep(ofMillis(10));
				return 1;
			});
			assertThat(await(task)).isEqualTo(1);
			assertThat(task.cancelling()).isZero();
		});
	}

	/** Fact 23. */
	@Test
	void isNotTakenBackWhileRequestsAreLeft() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> {
				cancelCurrent();
				cancelCurrent();
				assertThat(present().uncancel()).isEqualTo(1);
				sleep(ofMillis(10));
				return 1;
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
		});
	}

	/** In CPython a RecursionError: the loop goes on. */
	@Test
	void aTaskThatAwaitsItselfCanNotBeCancelled() {
		this.time.run(() -> {
			Task<Integer> task = createTask("me", () -> {
				Future<List<Object>> itself = gathering(List.of(present()));
				cancelCurrent();
				assertThatIllegalStateException().isThrownBy(itself::await)
					.withMessage("maximum recursion depth exceeded: task 'me' awaits itself");
				sleep(ofMillis(10));
				return 1;
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			sleep(ofMillis(10));
		});
	}

	/** In CPython a RecursionError: the loop goes on, and the tasks are lost. */
	@Test
	void tasksThatAwaitEachOtherCanNotBeCancelled() {
		EventLoop loop = this.time.loop;
		loop.runUntilComplete(() -> {
			List<Task<Integer>> tasks = new ArrayList<>();
			tasks.add(createTask("one", () -> await(tasks.getLast())));
			tasks.add(createTask("two", () -> await(tasks.getFirst())));
			sleep(ZERO);
			assertThatIllegalStateException().isThrownBy(tasks.getFirst()::cancel)
				.withMessage("maximum recursion depth exceeded: task 'one' awaits itself");
			sleep(ZERO);
			assertThat(tasks).noneMatch(Future::done);
			this.time.note("goes on");
			return 1;
		});
		assertThat(this.time.trail).containsExactly("0 goes on");
	}

	/** As in CPython, whose run raises the RecursionError. */
	@Test
	void runThrowsIfWhatIsLeftAwaitsItself() {
		assertThatIllegalStateException().isThrownBy(() -> this.time.run(() -> {
			List<Task<Integer>> tasks = new ArrayList<>();
			tasks.add(createTask("one", () -> await(tasks.getLast())));
			tasks.add(createTask("two", () -> await(tasks.getFirst())));
			sleep(ZERO);
		})).withMessage("maximum recursion depth exceeded: task 'one' awaits itself");
		assertThat(this.time.loop.isClosed()).isTrue();
	}

	private static Task<?> present() {
		return Objects.requireNonNull(currentTask());
	}

	private static void cancelCurrent() {
		present().cancel();
	}

}
