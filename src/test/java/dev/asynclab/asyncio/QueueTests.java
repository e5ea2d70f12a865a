package dev.asynclab.asyncio;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 64 to 66.
 */
@Timeout(120)
class QueueTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 64. */
	@Test
	void gettersAndPuttersAreServedInOrder() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>(1);
			Task<String> first = createTask(() -> queue.get());
			Task<String> second = createTask(() -> queue.get());
			sleep(ZERO);
			queue.put("one");
			queue.put("two");
			assertThat(await(first) + await(second)).isEqualTo("onetwo");
			queue.put("three");
			createTask(() -> queue.put("four"));
			createTask(() -> queue.put("five"));
			sleep(ZERO);
			assertThat(queue.full()).isTrue();
			assertThat(queue.get() + queue.get() + queue.get()).isEqualTo("threefourfive");
		});
	}

	/** Fact 64. */
	@Test
	void withoutWaiting() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>(1);
			assertThatExceptionOfType(QueueEmpty.class).isThrownBy(queue::getNowait);
			queue.putNowait("one");
			assertThatExceptionOfType(QueueFull.class).isThrownBy(() -> queue.putNowait("two"));
			assertThat(queue.getNowait()).isEqualTo("one");
			Queue<String> unbounded = new Queue<>(-1);
			for (int i = 0; i < 100; i++) {
				unbounded.putNowait("item");
			}
			assertThat(unbounded.qsize()).isEqualTo(100);
			assertThat(unbounded.full()).isFalse();
		});
	}

	/** Fact 64. */
	@Test
	void aCancelledGetterLosesNoItem() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>();
			Task<String> cancelled = createTask(() -> queue.get());
			Task<String> next = createTask(() -> queue.get());
			sleep(ZERO);
			queue.putNowait("item");
			cancelled.cancel();
			assertThat(await(next)).isEqualTo("item");
			assertThat(cancelled.cancelled()).isTrue();
		});
	}

	/** Fact 65. */
	@Test
	void joinWaitsForEveryTaskDone() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>();
			queue.join();
			queue.putNowait("one");
			queue.putNowait("two");
			createTask(() -> {
				for (int i = 0; i < 2; i++) {
					queue.get();
					sleep(ofMillis(100));
					queue.taskDone();
				}
			});
			queue.join();
			assertThat(this.time.now()).isEqualTo(200);
			assertThatIllegalStateException().isThrownBy(queue::taskDone)
				.withMessage("task_done() called too many times");
		});
	}

	/** Fact 66. */
	@Test
	void afterShutdownGetsDrainAndPutsFail() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>(1);
			queue.putNowait("item");
			Task<?> putter = createTask(() -> queue.put("too late"));
			sleep(ZERO);
			queue.shutdown();
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> await(putter));
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.putNowait("item"));
			assertThat(queue.get()).isEqualTo("item");
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::get);
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::getNowait);
		});
	}

	/** Fact 66. */
	@Test
	void immediateShutdownDropsItemsAndReleasesJoin() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>();
			queue.putNowait("item");
			Task<?> joiner = createTask(() -> queue.join());
			sleep(ZERO);
			queue.shutdown(true);
			await(joiner);
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::get);
		});
	}

	@Test
	void aPriorityQueueGivesTheLeastFirst() {
		PriorityQueue<Integer> queue = new PriorityQueue<>();
		List.of(3, 1, 2).forEach(queue::putNowait);
		assertThat(queue).hasToString("<PriorityQueue maxsize=0 _queue=[1, 3, 2] tasks=3>");
		assertThat(List.of(queue.getNowait(), queue.getNowait(), queue.getNowait())).containsExactly(1, 2, 3);
	}

	/** The order is that of CPython's heapq. */
	@Test
	void equalPrioritiesComeInTheOrderOfTheHeap() {
		PriorityQueue<String> queue = new PriorityQueue<>(0, Comparator.comparing((item) -> item.charAt(0)));
		Stream.of("0a", "1b", "0c", "1d", "0e", "1f", "0g", "1h").forEach(queue::putNowait);
		assertThat(Stream.generate(queue::getNowait).limit(8)).containsExactly("0a", "0c", "0g", "0e", "1f", "1h", "1b",
				"1d");
	}

	@Test
	void whatCanNotBeComparedIsNotInTheQueue() {
		PriorityQueue<Object> queue = new PriorityQueue<>();
		queue.putNowait(1);
		assertThatExceptionOfType(ClassCastException.class).isThrownBy(() -> queue.putNowait("one"));
		assertThat(queue).hasToString("<PriorityQueue maxsize=0 _queue=[1] tasks=1>");
	}

	@Test
	void aLifoQueueGivesTheLastFirst() {
		LifoQueue<Integer> queue = new LifoQueue<>(3);
		List.of(1, 2, 3).forEach(queue::putNowait);
		assertThat(queue).hasToString("<LifoQueue maxsize=3 _queue=[1, 2, 3] tasks=3>");
		assertThat(queue.full()).isTrue();
		assertThat(List.of(queue.getNowait(), queue.getNowait(), queue.getNowait())).containsExactly(3, 2, 1);
	}

	@Test
	void tellsItsState() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(1);
			Task<Integer> getter = createTask(queue::get);
			sleep(ZERO);
			assertThat(queue).hasToString("<Queue maxsize=1 _getters[1]>");
			queue.putNowait(1);
			await(getter);
			queue.putNowait(5);
			Task<?> putter = createTask(() -> queue.put(2));
			sleep(ZERO);
			assertThat(queue).hasToString("<Queue maxsize=1 _queue=[5] _putters[1] tasks=2>");
			queue.shutdown(true);
			assertThat(queue).hasToString("<Queue maxsize=1 tasks=1 shutdown>");
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> await(putter));
		});
	}

}
