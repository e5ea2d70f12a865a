package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.asCompleted;
import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/**
 * Facts 56 to 58.
 */
@Timeout(120)
class AsCompletedTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 56. */
	@Test
	void comesInOrderOfCompletionWithErrorsInTheirPlace() {
		this.time.run(() -> {
			Task<String> slow = this.time.noted("slow", 300, "slow");
			Task<String> bad = this.time.failing(200, new IOException("bad"));
			Task<String> fast = this.time.noted("fast", 100, "fast");
			List<String> results = new ArrayList<>();
			for (Coroutine<String> next : asCompleted(List.of(slow, bad, fast, slow))) {
				try {
					results.add(next.run());
				}
				catch (IOException error) {
					results.add(error.getMessage());
				}
			}
			assertThat(results).containsExactly("fast", "bad", "slow");
		});
	}

	/** Fact 57. */
	@Test
	void whenTimeIsUpEachThatIsLeftThrows() {
		this.time.run(() -> {
			Task<String> fast = this.time.noted("fast", 100, "fast");
			Task<String> slow = this.time.noted("slow", 300, "slow");
			Task<String> slower = this.time.noted("slower", 400, "slower");
			Iterator<Coroutine<String>> iterator = asCompleted(List.of(fast, slow, slower), ofMillis(200)).iterator();
			assertThat(await(iterator.next())).isEqualTo("fast");
			for (int i = 0; i < 2; i++) {
				assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> await(iterator.next()));
			}
			assertThat(iterator.hasNext()).isFalse();
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(await(slow) + await(slower)).isEqualTo("slowslower");
		});
	}

	/** Fact 57. */
	@Test
	void cancellingTheConsumerCancelsNoTask() {
		this.time.run(() -> {
			Task<String> task = this.time.noted("task", 300, "value");
			Task<?> consumer = createTask(() -> await(asCompleted(List.of(task)).iterator().next()));
			sleep(ofMillis(100));
			consumer.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(consumer));
			assertThat(await(task)).isEqualTo("value");
		});
	}

	/** Fact 58. */
	@Test
	void whicheverIsAwaitedGivesTheNext() {
		this.time.run(() -> {
			Task<String> slow = this.time.noted("slow", 300, "slow");
			Task<String> fast = this.time.noted("fast", 100, "fast");
			Iterator<Coroutine<String>> iterator = asCompleted(List.of(slow, fast)).iterator();
			Coroutine<String> first = iterator.next();
			Coroutine<String> second = iterator.next();
			assertThat(await(second)).isEqualTo("fast");
			assertThat(await(first)).isEqualTo("slow");
		});
	}

	/** Fact 58. */
	@Test
	void asFuturesItGivesTheTasksThemselves() {
		this.time.run(() -> {
			Task<String> slow = this.time.noted("slow", 300, "slow");
			Task<String> fast = this.time.noted("fast", 100, "fast");
			List<Object> order = new ArrayList<>();
			asCompleted(List.of(slow, fast)).futures().forEach(order::add);
			assertThat(order).containsExactly(fast, slow);
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> asCompleted(List.of(this.time.noted("late", 300, "")), ofMillis(100)).futures()
					.forEach(order::add));
		});
	}

	@Test
	void refusesFuturesOfAnotherLoop() {
		Future<String> foreign = new EventLoop().createFuture();
		this.time.run(() -> assertThatIllegalArgumentException().isThrownBy(() -> asCompleted(List.of(foreign)))
			.withMessage("The future belongs to a different loop than the one specified as the loop argument"));
	}

	@Test
	void makesTasksOfCoroutines() {
		this.time.run(() -> {
			Coroutine<String> slow = () -> sleep(ofMillis(200), "slow");
			Coroutine<String> fast = () -> sleep(ofMillis(100), "fast");
			List<String> results = new ArrayList<>();
			for (Coroutine<String> next : Asyncio.<String>asCompleted(List.of(slow, fast, slow))) {
				results.add(await(next));
			}
			assertThat(results).containsExactly("fast", "slow");
		});
	}

	@Test
	void anIterationCanBeGoneOnWith() {
		this.time.run(() -> {
			AsCompleted<Integer> all = Asyncio
				.asCompleted(List.of(createTask(() -> 0), createTask(() -> 1), createTask(() -> 2)));
			int sum = 0;
			for (Coroutine<Integer> next : all) {
				sum += await(next);
				break;
			}
			for (Coroutine<Integer> next : all) {
				sum += 10 + await(next);
			}
			assertThat(sum).isEqualTo(23);
			AsCompleted<Integer> futures = Asyncio.asCompleted(List.of(createTask(() -> 0), createTask(() -> 1)));
			assertThat(futures.futures().iterator().next().result()).isZero();
			assertThat(futures.futures().iterator().next().result()).isEqualTo(1);
			assertThat(futures.futures().iterator().hasNext()).isFalse();
		});
	}

	@Test
	void severalMayBeAwaitedAtOnce() {
		this.time.run(() -> {
			List<Task<Integer>> waiting = new ArrayList<>();
			for (Coroutine<Integer> next : Asyncio.asCompleted(
					List.of(createTask(() -> sleep(ofMillis(50), 1)), createTask(() -> sleep(ofMillis(50), 2))))) {
				waiting.add(createTask(next));
			}
			assertThat(Asyncio.gather(waiting)).containsExactlyInAnyOrder(1, 2);
			assertThat(this.time.now()).isEqualTo(50);
		});
	}

	@Test
	void aLimitThatIsNotReachedChangesNothing() {
		this.time.run(() -> {
			for (Coroutine<Integer> next : Asyncio.asCompleted(List.of(createTask(() -> sleep(ofMillis(10), 1))),
					ofMillis(999))) {
				assertThat(await(next)).isEqualTo(1);
			}
			sleep(ofMillis(1999));
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void theSameTaskTwiceComesOnce() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> sleep(ofMillis(10), 1));
			AsCompleted<Integer> all = Asyncio.asCompleted(List.of(task, task));
			int count = 0;
			for (Coroutine<Integer> next : all) {
				count += await(next);
			}
			assertThat(count).isEqualTo(1);
		});
	}

}
