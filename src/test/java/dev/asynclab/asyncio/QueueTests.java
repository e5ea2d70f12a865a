package dev.asynclab.asyncio;

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

}
