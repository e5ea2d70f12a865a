package dev.asynclab.asyncio;

import org.junit.jupiter.api.Test;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.timeout;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 52 to 55.
 */
@org.junit.jupiter.api.Timeout(30)
class TimeoutTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 52. */
	@Test
	void theBodySeesCancelledErrorAndTheOutsideTimeoutError() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> {
				assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> timeout(ofMillis(100), () -> {
					try {
						sleep(ofMillis(500));
					}
					catch (CancelledError error) {
						this.time.note("CancelledError");
						sleep(ofMillis(50));
						throw error;
					}
				})).withCauseInstanceOf(CancelledError.class);
				this.time.note("TimeoutError");
			});
			await(task);
			assertThat(task.cancelling()).isZero();
		});
		assertThat(this.time.trail).containsExactly("100 CancelledError", "150 TimeoutError");
	}

	/** Fact 52. */
	@Test
	void withoutAnAwaitAfterTheDeadlineNothingHappens() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofMillis(100));
			assertThat(scope.<String>run(() -> {
				this.time.clock.block(ofMillis(500));
				return "value";
			})).isEqualTo("value");
			assertThat(scope.expired()).isFalse();
			sleep(ofMillis(1));
		});
	}

	/** Fact 52. */
	@Test
	void swallowedItIsNoErrorButExpired() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofMillis(100));
			assertThat(scope.<String>run(() -> {
				try {
					sleep(ofMillis(500));
				}
				catch (CancelledError error) {
					this.time.note("swallowed");
				}
				return "value";
			})).isEqualTo("value");
			assertThat(scope.expired()).isTrue();
		});
	}

	/** Fact 52. */
	@Test
	void otherErrorsPass() {
		this.time.run(() -> assertThatIllegalStateException().isThrownBy(() -> timeout(ofMillis(100), () -> {
			try {
				sleep(ofMillis(500));
			}
			catch (CancelledError error) {
				throw new IllegalStateException("other");
			}
		})).withMessage("other"));
	}

	/** Fact 53. */
	@Test
	void nestedOnlyTheOneThatFiredConverts() {
		this.time.run(() -> {
			Timeout outer = new Timeout(ofMillis(100));
			Timeout inner = new Timeout(ofMillis(200));
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> outer.<String>run(() -> {
				assertThatExceptionOfType(CancelledError.class)
					.isThrownBy(() -> inner.run(() -> sleep(ofMillis(500), "")));
				this.time.note("inner let it pass");
				sleep(ZERO);
				throw new CancelledError();
			}));
			assertThat(outer.expired()).isTrue();
			assertThat(inner.expired()).isFalse();
		});
		assertThat(this.time.trail).containsExactly("100 inner let it pass");
	}

	/** Fact 54. */
	@Test
	void aCancellationFromOutsideWinsEvenAfterExpiry() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> timeout(ofMillis(100), () -> {
				try {
					sleep(ofMillis(500));
				}
				finally {
					sleep(ofMillis(200));
				}
			}));
			sleep(ofMillis(200));
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
		});
	}

	/** Fact 55. */
	@Test
	void nullDisables() {
		this.time.run(() -> assertThat(timeout(null, () -> sleep(ofMillis(99_999), "value"))).isEqualTo("value"));
	}

	/** Fact 55. */
	@Test
	void withoutTimeItFiresAtTheFirstAwait() {
		this.time.run(() -> {
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> timeout(ZERO, () -> {
				this.time.note("in the block");
				sleep(ZERO);
				this.time.note("never");
			}));
			assertThat(timeout(ofMillis(-1), () -> "no await")).isEqualTo("no await");
		});
		assertThat(this.time.trail).containsExactly("0 in the block");
	}

	/** Fact 55. */
	@Test
	void canBeMoved() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofMillis(100));
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> scope.run(() -> {
				sleep(ofMillis(50));
				scope.reschedule(ofMillis(150));
				return sleep(ofMillis(500), "");
			}));
			assertThat(this.time.now()).isEqualTo(200);
			assertThatIllegalStateException().isThrownBy(() -> scope.reschedule(null))
				.withMessage("Cannot change state of expired Timeout");
		});
	}

	/** Fact 55. */
	@Test
	void isEnteredOnceAndInsideATask() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofMillis(100));
			assertThatIllegalStateException().isThrownBy(() -> scope.reschedule(null))
				.withMessage("Timeout has not been entered");
			scope.run(() -> "");
			assertThatIllegalStateException().isThrownBy(() -> scope.run(() -> ""))
				.withMessage("Timeout has already been entered");
			EventLoop.running()
				.callSoon(() -> assertThatIllegalStateException().isThrownBy(() -> timeout(ofMillis(1), () -> ""))
					.withMessage("Timeout should be used inside a task"));
			sleep(ofMillis(1));
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void endsAtATime() {
		this.time.run(() -> {
			double now = this.time.loop.time();
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> Asyncio.timeoutAt(now + 0.1, () -> sleep(ofMillis(500), "")));
			assertThat(this.time.now()).isEqualTo(100);
			assertThat(Asyncio.timeoutAt(null, () -> sleep(ofMillis(500), "value"))).isEqualTo("value");
			assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> Asyncio.timeoutAt(now, () -> sleep(ZERO, "")));
		});
	}

	@Test
	void canBeMovedToATime() {
		this.time.run(() -> {
			Timeout scope = new Timeout(null);
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> scope.run(() -> {
				scope.rescheduleAt(this.time.loop.time() + 0.2);
				assertThat(scope.when()).isEqualTo(this.time.loop.time() + 0.2);
				return sleep(ofMillis(500), "");
			}));
			assertThat(this.time.now()).isEqualTo(200);
		});
	}

}
