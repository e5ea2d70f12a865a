package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.gatherReturnExceptions;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

@Timeout(120)
class ConditionTests {

	private final VirtualTime time = new VirtualTime();

	private final Condition condition = new Condition();

	@Test
	void wakesThoseThatWaitInTheirOrder() {
		this.time.run(() -> {
			Deque<Integer> items = new ArrayDeque<>();
			List<Task<?>> consumers = new ArrayList<>();
			for (String name : List.of("one", "two", "three")) {
				consumers.add(createTask(() -> this.condition.with(() -> {
					this.condition.waitFor(() -> !items.isEmpty());
					this.time.note(name + " " + items.removeLast());
				})));
			}
			sleep(ZERO);
			assertThat(this.condition).hasToString("<Condition [unlocked, waiters:3]>");
			this.condition.with(() -> {
				items.addAll(List.of(1, 2));
				this.condition.signal(2);
				this.time.note("signalled");
			});
			sleep(ofMillis(10));
			assertThat(this.condition).hasToString("<Condition [unlocked, waiters:1]>");
			consumers.getLast().cancel();
			gatherReturnExceptions(consumers);
			assertThat(this.condition).hasToString("<Condition [unlocked]>");
		});
		assertThat(this.time.trail).containsExactly("0 signalled", "0 one 2", "0 two 1");
	}

	@Test
	void signalAllWakesAll() {
		this.time.run(() -> {
			Task<?> one = waiting("one");
			Task<?> two = waiting("two");
			sleep(ZERO);
			this.condition.with(this.condition::signalAll);
			gather(one, two);
		});
		assertThat(this.time.trail).containsExactly("0 one", "0 two");
	}

	@Test
	void needsTheLock() {
		this.time.run(() -> {
			assertThatIllegalStateException().isThrownBy(this.condition::await)
				.withMessage("cannot wait on un-acquired lock");
			assertThatIllegalStateException().isThrownBy(this.condition::signal)
				.withMessage("cannot notify on un-acquired lock");
		});
	}

	@Test
	void aSignalToACancelledTaskGoesToTheNext() {
		this.time.run(() -> {
			Task<?> one = waiting("one");
			Task<?> two = waiting("two");
			sleep(ZERO);
			this.condition.with(() -> this.condition.signal());
			one.cancel();
			gatherReturnExceptions(one, two);
		});
		assertThat(this.time.trail).containsExactly("0 one cancelled, locked: true", "0 two");
	}

	@Test
	void aCancelledTaskHasTheLockAgain() {
		this.time.run(() -> {
			Task<?> task = waiting("task");
			sleep(ZERO);
			this.condition.acquire();
			this.condition.signal();
			task.cancel();
			sleep(ZERO);
			task.cancel("two");
			sleep(ZERO);
			this.time.note("done: " + task.done());
			this.condition.release();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task)).withMessage("two");
			assertThat(this.condition.locked()).isFalse();
		});
		assertThat(this.time.trail).containsExactly("0 done: false", "0 task cancelled, locked: true");
	}

	@Test
	void severalShareALock() {
		this.time.run(() -> {
			Lock lock = new Lock();
			Condition one = new Condition(lock);
			Condition two = new Condition(lock);
			one.with(() -> assertThat(two).hasToString("<Condition [locked]>"));
			assertThat(lock.locked()).isFalse();
		});
	}

	@Test
	void aWaiterGoesOnWhenItHasTheLockAgain() {
		this.time.run(() -> {
			Task<?> one = waiting("one");
			Task<?> two = waiting("two");
			sleep(ZERO);
			assertThat(this.condition.locked()).isFalse();
			this.condition.acquire();
			this.condition.signal();
			sleep(ZERO);
			assertThat(this.time.trail).as("the lock is not free").isEmpty();
			assertThat(this.condition.locked()).isTrue();
			this.condition.release();
			sleep(ZERO);
			assertThat(this.time.trail).containsExactly("0 one");
			assertThat(one.done()).isTrue();
			assertThat(two.done()).isFalse();
		});
	}

	@Test
	void aCancelledWaiterLeaves() {
		this.time.run(() -> {
			Task<?> task = waiting("task");
			this.time.loop.callSoon(task::cancel);
			gatherReturnExceptions(task);
			assertThat(task.cancelled()).isTrue();
			assertThat(this.condition).hasToString("<Condition [unlocked]>");
		});
	}

	@Test
	void waitForGoesOnWhenThePredicateIsTrue() {
		this.time.run(() -> {
			boolean[] open = new boolean[1];
			int[] asked = new int[1];
			Task<?> task = createTask(() -> this.condition.with(() -> this.condition.waitFor(() -> {
				asked[0]++;
				return open[0];
			})));
			sleep(ZERO);
			this.condition.with(() -> this.condition.signal());
			sleep(ZERO);
			assertThat(task.done()).isFalse();
			open[0] = true;
			this.condition.with(() -> this.condition.signal());
			sleep(ZERO);
			assertThat(task.done()).isTrue();
			assertThat(asked[0]).isEqualTo(3);
		});
	}

	@Test
	void waitForNeedsTheLockIfItMustWait() {
		this.time.run(() -> {
			this.condition.waitFor(() -> true);
			assertThatIllegalStateException().isThrownBy(() -> this.condition.waitFor(() -> false))
				.withMessage("cannot wait on un-acquired lock");
		});
	}

	@Test
	void signalsMoreThanThereAreWakeAll() {
		this.time.run(() -> {
			List<Task<?>> tasks = List.of(waiting("one"), waiting("two"), waiting("three"));
			sleep(ZERO);
			this.condition.with(() -> this.condition.signal());
			sleep(ZERO);
			assertThat(this.time.trail).containsExactly("0 one");
			this.condition.with(() -> {
				this.condition.signal();
				this.condition.signal(2048);
			});
			sleep(ZERO);
			assertThat(this.time.trail).containsExactly("0 one", "0 two", "0 three");
			assertThat(tasks).allMatch(Future::done);
		});
	}

	@Test
	void withRunsABlockWithTheLock() {
		this.time.run(() -> {
			assertThat(this.condition.locked()).isFalse();
			assertThat(this.condition.with(() -> this.condition.locked())).isTrue();
			assertThat(this.condition.locked()).isFalse();
		});
	}

	@Test
	void aWaitMayHaveATimeLimit() {
		this.time.run(() -> this.condition.with(() -> {
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> Asyncio.waitFor(() -> awaiting(this.condition), ofMillis(500)));
			assertThat(this.condition.locked()).isTrue();
			assertThat(this.time.now()).isEqualTo(500);
		}));
	}

	@Test
	void theErrorOfACancellationIsThrownAsItIs() {
		this.time.run(() -> {
			List<Throwable> seen = new ArrayList<>();
			Task<?> task = createTask(() -> this.condition.with(() -> {
				try {
					this.condition.waitFor(() -> false);
				}
				catch (CancelledError error) {
					seen.add(error);
					throw error;
				}
			}));
			sleep(ZERO);
			task.cancel("enough");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task))
				.withMessage("enough")
				.satisfies((error) -> assertThat(seen).containsExactly(error));
		});
	}

	@Test
	void theErrorOfACancellationWhileItTakesTheLockAgainIsThrownAsItIs() {
		this.time.run(() -> {
			boolean[] wake = new boolean[1];
			List<Throwable> seen = new ArrayList<>();
			Task<?> task = createTask(() -> this.condition.with(() -> {
				try {
					this.condition.waitFor(() -> wake[0]);
				}
				catch (CancelledError error) {
					seen.add(error);
					throw error;
				}
			}));
			sleep(ZERO);
			this.condition.acquire();
			wake[0] = true;
			this.condition.signal();
			sleep(ZERO);
			task.cancel("enough");
			this.condition.release();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task))
				.withMessage("enough")
				.satisfies((error) -> assertThat(seen).containsExactly(error));
		});
	}

	@Test
	void aWakeUpIsNotLostWithACancelledTask() {
		this.time.run(() -> {
			int[] items = new int[1];
			List<Task<?>> consumers = consumers(items);
			this.condition.with(() -> {
				items[0]++;
				this.condition.signal();
				consumers.getFirst().cancel();
				Asyncio.timeout(ofMillis(10), () -> this.condition.waitFor(() -> items[0] == 0));
			});
			assertThat(consumers.getFirst().cancelled()).isTrue();
			assertThat(consumers.getLast().done()).isTrue();
		});
	}

	@Test
	void aWakeUpIsNotLostWithATaskCancelledWhileItTakesTheLockAgain() {
		this.time.run(() -> {
			int[] items = new int[1];
			List<Task<?>> consumers = consumers(items);
			this.condition.with(() -> {
				items[0]++;
				this.condition.signal();
				sleep(ZERO);
				consumers.getFirst().cancel();
				Asyncio.timeout(ofMillis(10), () -> this.condition.waitFor(() -> items[0] == 0));
			});
			assertThat(consumers.getFirst().cancelled()).isTrue();
			assertThat(consumers.getLast().done()).isTrue();
		});
	}

	private List<Task<?>> consumers(int[] items) {
		List<Task<?>> consumers = new ArrayList<>();
		for (int i = 0; i < 2; i++) {
			consumers.add(createTask(() -> this.condition.with(() -> {
				this.condition.waitFor(() -> items[0] > 0);
				items[0]--;
				this.condition.signalAll();
			})));
		}
		sleep(ZERO);
		return consumers;
	}

	private static boolean awaiting(Condition condition) {
		condition.await();
		return true;
	}

	private Task<?> waiting(String name) {
		return createTask(() -> this.condition.with(() -> {
			try {
				this.condition.await();
				this.time.note(name);
			}
			catch (CancelledError error) {
				this.time.note(name + " cancelled, locked: " + this.condition.locked());
				throw error;
			}
		}));
	}

}
