package dev.asynclab.asyncio;

import java.io.IOException;
import java.time.Duration;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.currentTask;
import static dev.asynclab.asyncio.Asyncio.shield;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.waitFor;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Facts 45 to 51.
 */
@Timeout(120)
class WaitForTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 45. */
	@Test
	void cancelsAndWaitsForTheCleanup() {
		this.time.run(() -> {
			Task<String> task = this.time.cleaning("task", 500, 200);
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(task, ofMillis(100)))
				.withMessage(null)
				.withCauseInstanceOf(CancelledError.class);
			assertThat(this.time.now()).isEqualTo(300);
			assertThat(task.cancelled()).isTrue();
		});
	}

	/** Fact 46. */
	@Test
	void returnsTheValueOfATaskThatRefuses() {
		this.time.run(() -> {
			assertThat(waitFor(this.time.suppressing(300, "value"), ofMillis(100))).isEqualTo("value");
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 46. */
	@Test
	void throwsTheErrorOfATaskThatFailsInItsCleanup() {
		IOException error = new IOException();
		this.time.run(() -> {
			Task<String> task = createTask(() -> {
				try {
					sleep(ofMillis(500));
					return "";
				}
				catch (CancelledError cancelled) {
					throw error;
				}
			});
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> waitFor(task, ofMillis(100))).isSameAs(error);
		});
	}

	/** Fact 47. */
	@Test
	void nullIsNoLimit() {
		this.time.run(() -> assertThat(waitFor(this.time.noted("task", 60_000, "value"), null)).isEqualTo("value"));
	}

	/** Fact 47. */
	@Test
	void withoutTimeOnlyADoneTaskCounts() {
		this.time.run(() -> {
			Task<String> done = createTask(() -> "value");
			sleep(ZERO);
			assertThat(waitFor(done, ZERO)).isEqualTo("value");
			Task<String> unstarted = this.time.noted("unstarted", 0, "");
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(unstarted, ofMillis(-1)));
			assertThat(unstarted.cancelled()).isTrue();
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(() -> {
				this.time.note("never");
				return "";
			}, ZERO));
		});
		assertThat(this.time.trail).isEmpty();
	}

	/** Fact 48. */
	@Test
	void cancelledItCancelsAndWaits() {
		this.time.run(() -> {
			Task<String> task = this.time.cleaning("task", 500, 200);
			Task<String> caller = createTask(() -> waitFor(task, ofMillis(999)));
			sleep(ofMillis(100));
			caller.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(caller));
			assertThat(this.time.now()).isEqualTo(300);
		});
	}

	/** Fact 48. */
	@Test
	void cancelledItReturnsTheValueOfATaskThatRefuses() {
		this.time.run(() -> {
			Task<String> task = this.time.suppressing(300, "value");
			Task<String> caller = createTask(() -> waitFor(task, ofMillis(999)));
			sleep(ofMillis(100));
			caller.cancel();
			assertThat(await(caller)).isEqualTo("value");
			assertThat(caller.cancelling()).isEqualTo(1);
		});
	}

	/** Fact 48. */
	@Test
	void aSecondCancellationInterruptsTheCleanup() {
		this.time.run(() -> {
			Task<String> task = this.time.cleaning("task", 500, 400);
			Task<String> caller = createTask(() -> waitFor(task, ofMillis(999)));
			sleep(ofMillis(100));
			caller.cancel();
			sleep(ofMillis(100));
			caller.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(caller));
			assertThat(this.time.now()).isEqualTo(200);
			assertThat(task.cancelled()).isTrue();
		});
	}

	/** Fact 49. */
	@Test
	void aCancellationInTheIterationInWhichTheTaskEndedWins() {
		this.time.run(() -> {
			Future<String> future = EventLoop.running().createFuture();
			Task<String> caller = createTask(() -> waitFor(future, ofMillis(999)));
			sleep(ZERO);
			future.setResult("value");
			caller.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(caller));
		});
	}

	/** Fact 50. */
	@Test
	void runsACoroutineInTheCallersTask() {
		this.time.run(() -> {
			Task<?> caller = currentTask();
			assertThat(waitFor(() -> Objects.equals(caller, currentTask()), ofMillis(100))).isTrue();
		});
	}

	/** Fact 51. */
	@Test
	void withAShieldItIsOnTimeAndTheTaskRunsOn() {
		this.time.run(() -> {
			Task<String> task = this.time.cleaning("task", 500, 200);
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(() -> shield(task), ofMillis(100)));
			assertThat(this.time.now()).isEqualTo(100);
			assertThat(await(task)).isEqualTo("task");
		});
	}

	@Test
	void withoutTimeARunningTaskIsCancelledAndAwaited() {
		this.time.run(() -> {
			for (int ms : new int[] { 0, -1 }) {
				Task<String> task = this.time.cleaning("task", 10_000, 10);
				sleep(ZERO);
				assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(task, ofMillis(ms)))
					.withCauseInstanceOf(CancelledError.class);
				assertThat(task.cancelled()).isTrue();
			}
		});
		assertThat(this.time.trail).containsExactly("10 task cleaned up", "20 task cleaned up");
	}

	@Test
	void aResultInTimeEndsTheWait() {
		this.time.run(() -> {
			Future<String> future = this.time.loop.createFuture();
			this.time.loop.callSoon(() -> future.setResult("ok"));
			assertThat(waitFor(future, ofMillis(200))).isEqualTo("ok");
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void cancelledItCancelsTheTaskWithAndWithoutALimit() {
		this.time.run(() -> {
			for (Duration limit : new Duration[] { ofMinutes(1), null }) {
				Task<?> task = createTask(() -> this.time.loop.createFuture().await());
				Task<?> waiting = createTask(() -> waitFor(task, limit));
				this.time.loop.callSoon(waiting::cancel);
				assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(waiting));
				assertThat(task.cancelled()).isTrue();
			}
		});
	}

	@Test
	void aShieldWithoutTimeIsCancelledAndTheTaskRunsOn() {
		this.time.run(() -> {
			Task<String> task = createTask(() -> sleep(ofMillis(10), "done"));
			Future<String> shielded = Asyncio.shielding(task);
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> waitFor(shielded, ZERO));
			assertThat(task.done()).isFalse();
			assertThat(shielded.cancelled()).isTrue();
			assertThat(waitFor(Asyncio.shielding(task), null)).isEqualTo("done");
		});
	}

}
