package dev.asynclab.asyncio;

import org.junit.jupiter.api.Test;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.timeout;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
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

	@Test
	void nestedWithTheSameDeadlineBothExpireAndTheOuterOneThrows() {
		this.time.run(() -> {
			double deadline = this.time.loop.time() + 0.01;
			Timeout outer = new Timeout(ofMillis(10));
			Timeout inner = new Timeout(ofMillis(10));
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> outer.<Integer>run(() -> {
				assertThatExceptionOfType(CancelledError.class)
					.isThrownBy(() -> inner.run(() -> sleep(ofSeconds(10), "")));
				throw new CancelledError();
			}));
			assertThat(outer.expired()).isTrue();
			assertThat(inner.expired()).isTrue();
			assertThat(outer.when()).isEqualTo(deadline);
		});
	}

	@Test
	void leftInTimeItHasNotExpired() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofSeconds(10));
			scope.run(() -> sleep(ofMillis(10), ""));
			assertThat(scope.expired()).isFalse();
			assertThat(scope.when()).isGreaterThan(this.time.loop.time());
			Timeout unlimited = new Timeout(null);
			unlimited.run(() -> sleep(ofMillis(10), ""));
			assertThat(unlimited.expired()).isFalse();
			assertThat(unlimited.when()).isNull();
		});
	}

	@Test
	void anErrorBeforeTheDeadlinePasses() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofMillis(10));
			assertThatIllegalStateException().isThrownBy(() -> scope.<Integer>run(() -> {
				throw new IllegalStateException("other");
			})).withMessage("other");
			assertThat(scope.expired()).isFalse();
		});
	}

	@Test
	void aCancellationBeforeTheDeadlinePasses() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofSeconds(10));
			Task<?> task = createTask(() -> scope.run(() -> {
				Task.currentOrThrow().cancel();
				return sleep(ofSeconds(10), "");
			}));
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(scope.expired()).isFalse();
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void theTaskOfAScopeThatExpiredIsNotCancelled() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> assertThatExceptionOfType(TimeoutError.class)
				.isThrownBy(() -> timeout(ofMillis(1), () -> sleep(ofSeconds(10)))));
			await(task);
			assertThat(task.cancelled()).isFalse();
			assertThat(task.done()).isTrue();
		});
	}

	@Test
	void ofTwoNestedScopesTheOuterOneThrowsIfTheLoopWasBusyBeyondBothDeadlines() {
		this.time.run(() -> {
			Timeout inner = new Timeout(ofMillis(10));
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> timeout(ofMillis(100), () -> {
				assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> inner.run(() -> {
					this.time.clock.block(ofMillis(100));
					return sleep(ofSeconds(1), "");
				}));
				throw new CancelledError();
			}));
			assertThat(inner.expired()).isTrue();
			assertThat(this.time.now()).isEqualTo(100);
		});
	}

	@Test
	void canBeMovedFromOutsideAndSwitchedOff() {
		this.time.run(() -> {
			Timeout scope = new Timeout(ofSeconds(10));
			Task<?> task = createTask(() -> scope.run(() -> sleep(ofSeconds(50), "")));
			sleep(ZERO);
			scope.reschedule(ofSeconds(30));
			assertThat(scope.when()).isEqualTo(this.time.loop.time() + 30);
			scope.reschedule(null);
			assertThat(scope.when()).isNull();
			task.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(scope.expired()).isFalse();
		});
	}

	@Test
	void aCleanupMayHaveAScopeOfItsOwn() {
		this.time.run(() -> assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> timeout(ofMillis(10), () -> {
			try {
				sleep(ofSeconds(1));
			}
			finally {
				assertThatExceptionOfType(TimeoutError.class)
					.isThrownBy(() -> timeout(ofMillis(10), () -> sleep(ofSeconds(10))));
				this.time.note("cleanup");
			}
		})));
		assertThat(this.time.trail).containsExactly("20 cleanup");
	}

	@Test
	void worksInATaskThatWasCancelledBefore() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> {
				Task.currentOrThrow().cancel();
				assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> sleep(ofSeconds(1)));
				assertThatExceptionOfType(TimeoutError.class)
					.isThrownBy(() -> timeout(ZERO, () -> sleep(ofSeconds(1))));
				timeout(ofSeconds(1), () -> {
					Task.currentOrThrow().cancel();
					sleep(ofSeconds(2));
				});
			});
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(task));
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void canNotBeMovedOrEnteredAgainOnceItIsOver() {
		this.time.run(() -> {
			Timeout finished = new Timeout(ofMillis(10));
			finished.<Integer>run(() -> {
				assertThatIllegalStateException().isThrownBy(() -> finished.run(() -> 1))
					.withMessage("Timeout has already been entered");
				return 1;
			});
			assertThatIllegalStateException().isThrownBy(() -> finished.reschedule(ofMillis(1)))
				.withMessage("Cannot change state of finished Timeout");
			Timeout expiring = new Timeout(ofMillis(10));
			expiring.<Integer>run(() -> {
				assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> sleep(ofSeconds(1)));
				assertThatIllegalStateException().isThrownBy(() -> expiring.reschedule(ofMillis(1)))
					.withMessage("Cannot change state of expiring Timeout");
				return 1;
			});
			assertThat(expiring).hasToString("<Timeout [expired]>");
		});
	}

	@Test
	void aGroupInsideWhoseChildFailsInItsCleanupWins() {
		IllegalStateException error = new IllegalStateException("cleanup");
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class)
			.isThrownBy(() -> timeout(ofMillis(10), () -> Asyncio.taskGroup((group) -> {
				group.createTask(() -> {
					try {
						sleep(ofSeconds(2));
					}
					finally {
						throwIt(error);
					}
				});
				sleep(ofSeconds(1));
			})))
			.satisfies((group) -> assertThat(group.exceptions()).containsExactly(error)));
	}

	private static void throwIt(RuntimeException error) {
		throw error;
	}

}
