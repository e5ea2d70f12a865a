package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.stream.Stream;

import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.run;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * What makes tasks wait belongs to the loop that first made one wait, and forgets a
 * waiter however its wait ends.
 */
@Timeout(120)
class LoopBoundTests {

	static Stream<Arguments> primitives() {
		Lock lock = new Lock();
		lock.acquire();
		Event event = new Event();
		Semaphore semaphore = new Semaphore(0);
		Queue<Integer> empty = new Queue<>();
		Queue<Integer> full = new Queue<>(1);
		full.putNowait(1);
		Queue<Integer> joined = new Queue<>();
		joined.putNowait(1);
		joined.getNowait();
		Condition condition = new Condition();
		Barrier barrier = new Barrier(2);
		return Stream.of(primitive("<Lock [locked]>", lock::acquire), primitive("<Event [unset]>", event::await),
				primitive("<Semaphore [locked]>", semaphore::acquire), primitive("<Queue maxsize=0>", empty::get),
				primitive("<Queue maxsize=1 _queue=[1] tasks=1>", () -> full.put(2)),
				primitive("<Event [unset]>", joined::join),
				primitive("<Condition [locked]>", () -> condition.with(condition::await)),
				primitive("<Condition [locked]>", barrier::await));
	}

	private static Arguments primitive(String text, VoidCoroutine wait) {
		return Arguments.of(Named.of(text, wait), text);
	}

	@ParameterizedTest
	@MethodSource("primitives")
	void belongsToTheLoopThatFirstMadeATaskWait(VoidCoroutine wait, String text) {
		run(() -> assertTimesOut(wait));
		run(() -> {
			assertThatIllegalStateException().isThrownBy(wait::run)
				.withMessage(text + " is bound to a different event loop");
			sleep(ZERO);
		});
	}

	@ParameterizedTest
	@MethodSource("primitives")
	void aWaitThatACallbackTriesLeavesNoTrace(VoidCoroutine wait, String text) {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			EventLoop.running()
				.callSoon(() -> assertThatIllegalStateException().isThrownBy(wait::run)
					.withMessage("await outside a task"));
			sleep(ZERO);
			assertTimesOut(wait);
		});
		assertThat(time.reports).isEmpty();
	}

	private static void assertTimesOut(VoidCoroutine wait) {
		assertThatExceptionOfType(TimeoutError.class)
			.isThrownBy(() -> waitFor(wait.returningNull(), Duration.ofMillis(1)));
	}

	@Test
	void aLockIsFreeAfterACallbackTriedToAcquireIt() {
		VirtualTime time = new VirtualTime();
		time.run(() -> {
			Lock lock = new Lock();
			lock.acquire();
			EventLoop.running().callSoon(lock::acquire);
			sleep(ZERO);
			Task<?> waiting = createTask(() -> lock.with(() -> time.note("has the lock")));
			sleep(ZERO);
			assertThat(lock).hasToString("<Lock [locked, waiters:1]>");
			lock.release();
			Asyncio.await(waiting);
		});
		assertThat(time.trail).containsExactly("0 has the lock");
		assertThat(time.reports).singleElement()
			.satisfies((report) -> assertThat(report.exception()).hasMessage("await outside a task"));
	}

	@Test
	void withoutAWaitItBelongsToNoLoop() {
		Lock lock = new Lock();
		run(() -> lock.with(() -> sleep(ZERO)));
		run(() -> lock.with(() -> sleep(ZERO)));
	}

}
