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
