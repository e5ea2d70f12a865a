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
import static java.time.Duration.ofSeconds;
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

	@Test
	void takenBackAfterDeliveryTheTaskCanBeCancelledOnceMore() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> {
				try {
					sleep(ofSeconds(10));
				}
				catch (CancelledError error) {
					present().uncancel();
					sleep(ofSeconds(10));
				}
			});
			sleep(ofMillis(10));
			assertThat(task.cancel()).isTrue();
			assertThat(task.toString()).contains(" cancelling ");
			sleep(ofMillis(10));
			assertThat(task.toString()).doesNotContain(" cancelling ");
			assertThat(task.cancelling()).isZero();
			assertThat(task.cancel()).isTrue();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelled()).isTrue();
			task.uncancel();
			assertThat(task.cancelled()).isTrue();
		});
	}

	/** What a time-out is made of. */
	@Test
	void aBlockMayTakeBackWhatItAskedForItself() {
		this.time.run(() -> {
			Task<String> task = createTask(() -> {
				TimerHandle timer = this.time.loop.callLater(ofMillis(100), present()::cancel);
				String block = "finished";
				try {
					sleep(ofMillis(500));
				}
				catch (CancelledError error) {
					timer.cancel();
					block = (present().uncancel() == 0) ? "out of time" : "cancelled";
				}
				sleep(ZERO);
				return block;
			});
			assertThat(await(task)).isEqualTo("out of time");
			assertThat(this.time.now()).isEqualTo(100);
		});
	}

	@Test
	void ofTheAwaitedFutureReachesTheTask() {
		this.time.run(() -> {
			Future<Integer> future = this.time.loop.createFuture();
			Task<Integer> task = createTask(() -> await(future));
			sleep(ZERO);
			future.cancel("inner");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("inner");
			assertThat(task.cancelled()).isTrue();
		});
	}

	@Test
	void ofATaskAndOfWhatItAwaitsIsOne() {
		this.time.run(() -> {
			Future<Integer> future = this.time.loop.createFuture();
			Task<Integer> task = createTask(() -> await(future));
			sleep(ZERO);
			future.cancel();
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelled()).isTrue();
		});
	}

	@Test
	void aCleanupMayAwaitSomethingElseAndReturn() {
		this.time.run(() -> {
			Future<Integer> first = this.time.loop.createFuture();
			Future<Integer> second = this.time.loop.createFuture();
			Task<Integer> task = createTask(() -> {
				try {
					return await(first);
				}
				catch (CancelledError error) {
					return await(second);
				}
			});
			sleep(ZERO);
			task.cancel();
			sleep(ZERO);
			assertThat(task.done()).isFalse();
			assertThat(first.cancelled()).isTrue();
			second.setResult(42);
			assertThat(await(task)).isEqualTo(42);
			assertThat(task.cancelled()).isFalse();
		});
	}

	@Test
	void ofItselfReachesWhatItAwaitsNext() {
		this.time.run(() -> {
			Future<Integer> future = this.time.loop.createFuture();
			Task<Integer> nested = createTask(() -> await(future));
			Task<Integer> task = createTask(() -> {
				sleep(ZERO);
				cancelCurrent();
				return await(nested);
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(task.cancelled()).isTrue();
			assertThat(nested.cancelled()).isTrue();
			assertThat(future.cancelled()).isTrue();
		});
	}

	@Test
	void anErrorOfTheMachineInTheCleanupTearsTheLoopDown() {
		InternalError broken = new InternalError();
		List<Task<?>> tasks = new ArrayList<>();
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			Task<?> task = createTask(() -> {
				try {
					sleep(ofSeconds(10));
				}
				catch (CancelledError error) {
					throw broken;
				}
			});
			tasks.add(task);
			sleep(ZERO);
			task.cancel();
			sleep(ofMillis(10));
			this.time.note("never");
		})).isSameAs(broken);
		assertThat(tasks.getFirst().exception()).isSameAs(broken);
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void passesThroughCoroutinesToTheFutureAtTheEnd() {
		this.time.run(() -> {
			Future<Integer> future = this.time.loop.createFuture();
			Task<Integer> task = createTask(() -> {
				try {
					return await(() -> {
						try {
							return await(future);
						}
						catch (CancelledError error) {
							this.time.note("inner");
							throw error;
						}
					});
				}
				catch (CancelledError error) {
					this.time.note("outer");
					return 1;
				}
			});
			sleep(ZERO);
			task.cancel();
			assertThat(await(task)).isEqualTo(1);
			assertThat(future.cancelled()).isTrue();
		});
		assertThat(this.time.trail).containsExactly("0 inner", "0 outer");
	}

	@Test
	void theMessageIsToldOnce() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			assertThat(task.cancel("early")).isTrue();
			assertThat(task.cancelling()).isEqualTo(1);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("early");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(task::result).withMessage(null);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(task::exception).withMessage(null);
		});
	}

	private static Task<?> present() {
		return Objects.requireNonNull(currentTask());
	}

	private static void cancelCurrent() {
		present().cancel();
	}

}
