package dev.asynclab.asyncio;

import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.assertThatNullPointerException;

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
		PriorityQueue<String> queue = new PriorityQueue<>(0, Comparator.comparingInt((item) -> item.charAt(0)));
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

	@Test
	void aGetterWaitsForAnItem() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>();
			queue.putNowait("there");
			assertThat(queue.get()).isEqualTo("there");
			Task<String> getter = createTask(queue::get);
			sleep(ZERO);
			assertThat(getter.done()).isFalse();
			this.time.loop.callLater(ofMillis(10), () -> queue.putNowait("late"));
			assertThat(await(getter)).isEqualTo("late");
			assertThat(this.time.now()).isEqualTo(10);
		});
	}

	@Test
	void aPutterWaitsForAPlace() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(1);
			this.time.loop.callLater(ofMillis(10), queue::getNowait);
			Task<?> putter = createTask(() -> {
				queue.put(1);
				queue.put(2);
			});
			sleep(ZERO);
			assertThat(putter.done()).isFalse();
			await(putter);
			assertThat(this.time.now()).isEqualTo(10);
			assertThat(queue.getNowait()).isEqualTo(2);
		});
	}

	@Test
	void aProducerAndAConsumerShareOnePlace() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(1);
			Asyncio.taskGroup((group) -> {
				group.createTask(() -> {
					for (int i = 0; i < 5; i++) {
						queue.put(i);
					}
				});
				group.createTask(() -> {
					for (int i = 0; i < 5; i++) {
						assertThat(queue.get()).isEqualTo(i);
					}
				});
			});
			assertThat(queue.empty()).isTrue();
		});
	}

	@Test
	void aGetterThatIsCancelledOrOutOfTimeLeavesTheQueue() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>(5);
			Task<String> cancelled = createTask(queue::get);
			Task<String> next = createTask(queue::get);
			sleep(ZERO);
			cancelled.cancel();
			sleep(ZERO);
			queue.put("item");
			assertThat(await(next)).isEqualTo("item");
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> Asyncio.waitFor(queue::get, ofMillis(100)));
			assertThat(queue).hasToString("<Queue maxsize=5 tasks=1>");
		});
	}

	@Test
	void anItemOfACancelledGetterIsThereForTheNext() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>();
			Task<Integer> reader = createTask(queue::get);
			sleep(ZERO);
			queue.putNowait(1);
			queue.putNowait(2);
			reader.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(reader));
			assertThat(queue.get()).isEqualTo(1);
		});
	}

	@Test
	void twoItemsServeTheGettersBehindACancelledOne() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>();
			Task<Integer> cancelled = createTask(queue::get);
			Task<Integer> two = createTask(queue::get);
			Task<Integer> three = createTask(queue::get);
			sleep(ZERO);
			queue.putNowait(1);
			queue.putNowait(2);
			cancelled.cancel();
			assertThat(Asyncio.gather(two, three)).containsExactlyInAnyOrder(1, 2);
		});
	}

	@Test
	void aCancelledPutterLeavesNoItem() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(1);
			queue.putNowait(1);
			Task<?> putter = createTask(() -> queue.put(2));
			sleep(ZERO);
			assertThat(queue).hasToString("<Queue maxsize=1 _queue=[1] _putters[1] tasks=1>");
			putter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(putter));
			assertThat(queue).hasToString("<Queue maxsize=1 _queue=[1] tasks=1>");
		});
	}

	@Test
	void aPutterThatIsWokenAndCancelledLeavesNoItem() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(1);
			queue.putNowait(1);
			Task<?> putter = createTask(() -> queue.put(2));
			sleep(ZERO);
			assertThat(queue.getNowait()).isEqualTo(1);
			putter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(putter));
			queue.put(2);
			assertThat(queue.getNowait()).isEqualTo(2);
			assertThat(queue.empty()).isTrue();
		});
	}

	@Test
	void thePutterBehindACancelledOneGetsThePlace() {
		this.time.run(() -> {
			Queue<String> queue = new Queue<>(1);
			queue.putNowait("a");
			Task<?> next = createTask(() -> queue.put("b"));
			Task<?> cancelled = createTask(() -> queue.put("x"));
			sleep(ZERO);
			cancelled.cancel();
			sleep(ZERO);
			assertThat(queue.getNowait()).isEqualTo("a");
			sleep(ZERO);
			assertThat(queue.getNowait()).isEqualTo("b");
			assertThat(next.done()).isTrue();
		});
	}

	@Test
	void allPuttersGoOnWhenTheQueueIsDrained() {
		this.time.run(() -> {
			Queue<Integer> queue = new Queue<>(2);
			Asyncio.taskGroup((group) -> {
				group.createTask(() -> {
					sleep(ZERO);
					for (int i = queue.qsize(); i > 0; i--) {
						queue.getNowait();
					}
				});
				for (int i = 0; i < 4; i++) {
					int item = i;
					group.createTask(() -> queue.put(item));
				}
			});
			assertThat(List.of(queue.getNowait(), queue.getNowait())).containsExactly(2, 3);
		});
	}

	@Test
	void itemsComeInTheirOrderUpToTheBound() {
		Queue<Integer> queue = new Queue<>(3);
		assertThat(queue.maxsize()).isEqualTo(3);
		assertThat(queue.empty()).isTrue();
		List.of(1, 3, 2).forEach(queue::putNowait);
		assertThat(queue.full()).isTrue();
		assertThat(queue.qsize()).isEqualTo(3);
		assertThat(List.of(queue.getNowait(), queue.getNowait(), queue.getNowait())).containsExactly(1, 3, 2);
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void joinWaitsForAllWorkers(Queue<Integer> queue) {
		this.time.run(() -> {
			queue.join();
			for (int i = 0; i < 100; i++) {
				queue.putNowait(i);
			}
			int[] sum = new int[1];
			for (int i = 0; i < 2; i++) {
				createTask(() -> {
					while (true) {
						sum[0] += queue.get();
						queue.taskDone();
					}
				});
			}
			queue.join();
			assertThat(sum[0]).isEqualTo(4950);
			assertThatIllegalStateException().isThrownBy(queue::taskDone);
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void shutdownOfAnEmptyQueueEndsTheGets(Queue<Integer> queue) {
		this.time.run(() -> {
			Task<Integer> getter = createTask(queue::get);
			sleep(ZERO);
			queue.shutdown();
			queue.join();
			assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> await(getter));
			assertRefuses(queue);
			assertThat(queue.toString()).endsWith("maxsize=0 shutdown>");
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void shutdownLeavesWhatIsInTheQueue(Queue<Integer> queue) {
		this.time.run(() -> {
			queue.putNowait(1);
			Task<?> joiner = createTask(queue::join);
			sleep(ZERO);
			queue.shutdown();
			assertThat(queue.get()).isEqualTo(1);
			sleep(ZERO);
			assertThat(joiner.done()).isFalse();
			assertRefuses(queue);
			queue.taskDone();
			await(joiner);
			assertThatIllegalStateException().isThrownBy(queue::taskDone);
		});
	}

	@ParameterizedTest
	@MethodSource("kinds")
	void immediateShutdownCountsWhatWasTakenOnly(Queue<Integer> queue) {
		this.time.run(() -> {
			queue.putNowait(1);
			queue.putNowait(1);
			Task<?> joiner = createTask(queue::join);
			assertThat(queue.get()).isEqualTo(1);
			queue.shutdown(true);
			assertThat(queue.qsize()).isZero();
			sleep(ZERO);
			assertThat(joiner.done()).isFalse();
			assertRefuses(queue);
			queue.taskDone();
			assertThatIllegalStateException().isThrownBy(queue::taskDone);
			await(joiner);
		});
	}

	static Stream<Queue<Integer>> kinds() {
		return Stream.of(new Queue<>(), new LifoQueue<>(), new PriorityQueue<>());
	}

	private static void assertRefuses(Queue<Integer> queue) {
		assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.put(2));
		assertThatExceptionOfType(QueueShutDown.class).isThrownBy(() -> queue.putNowait(2));
		assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::get);
		assertThatExceptionOfType(QueueShutDown.class).isThrownBy(queue::getNowait);
	}

	@Test
	@SuppressWarnings("NullAway")
	void refusesNull() {
		for (Queue<Integer> queue : List.of(new Queue<Integer>(), new LifoQueue<Integer>(),
				new PriorityQueue<Integer>())) {
			assertThatNullPointerException().isThrownBy(() -> queue.putNowait(null));
			assertThat(queue.qsize()).isZero();
			queue.putNowait(1);
			assertThat(queue.getNowait()).isEqualTo(1);
		}
	}

}
