package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.currentTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.taskGroup;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 32 to 41.
 */
@Timeout(120)
class TaskGroupTests {

	private final VirtualTime time = new VirtualTime();

	private final IOException error = new IOException("X");

	/** Fact 32. */
	@Test
	void leavesWhenBodyAndChildrenHaveEnded() {
		this.time.run(() -> {
			String value = new TaskGroup().run((group) -> {
				group.createTask(() -> {
					sleep(ofMillis(100));
					group.createTask("grandchild", () -> {
						sleep(ofMillis(200));
						this.time.note("grandchild");
					});
				});
				sleep(ofMillis(50));
				return "of the body";
			});
			assertThat(value).isEqualTo("of the body");
			assertThat(this.time.now()).isEqualTo(300);
		});
		assertThat(this.time.trail).containsExactly("300 grandchild");
	}

	/** Fact 33. */
	@Test
	void theFirstFailureCancelsSiblingsAndBody() {
		List<Task<?>> siblings = new ArrayList<>();
		this.time.run(() -> {
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> fail(100, this.error));
				siblings.add(group.createTask(() -> cleanUp(200)));
				siblings.add(group.createTask(() -> await(this.time.suppressing(400, "refused"))));
				try {
					sleep(ofMillis(999));
				}
				finally {
					this.time.note("body cancelled");
				}
			}))
				.withMessage("unhandled errors in a TaskGroup (1 sub-exception)")
				.satisfies((group) -> assertThat(group.exceptions()).singleElement().isSameAs(this.error));
			assertThat(this.time.now()).isEqualTo(400);
		});
		assertThat(this.time.trail).containsExactly("100 suppressed", "100 body cancelled", "300 cleaned up");
		assertThat(siblings.get(0).cancelled()).isTrue();
	}

	/** Fact 34. */
	@Test
	void errorsAreInOrderOfCompletionAndTheBodysIsLast() {
		IOException early = new IOException("of the body, first in time");
		IOException cleanup = new IOException("in a cleanup");
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
			group.createTask(() -> {
				try {
					sleep(ofMillis(500));
				}
				catch (CancelledError cancelled) {
					sleep(ofMillis(100));
					throw cleanup;
				}
			});
			sleep(ofMillis(100));
			throw early;
		})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(cleanup, early)));
	}

	/** Fact 35. */
	@Test
	void aCancelledChildIsNoFailure() {
		this.time.run(() -> {
			List<Task<?>> children = new ArrayList<>();
			taskGroup((group) -> {
				children.add(group.createTask(() -> sleep(ofMillis(500))));
				children.add(group.createTask(() -> sleep(ofMillis(300))));
				sleep(ofMillis(100));
				children.getFirst().cancel();
			});
			assertThat(this.time.now()).isEqualTo(300);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> children.getFirst().result());
		});
	}

	/** Fact 36. */
	@Test
	void aFailingBodyCancelsTheChildren() {
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
			group.createTask(() -> cleanUp(50));
			sleep(ofMillis(100));
			throw this.error;
		})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error)));
		assertThat(this.time.trail).containsExactly("150 cleaned up");
	}

	/** Fact 37. */
	@Test
	void cancelledFromOutsideItCancelsTheChildrenAndLeavesBare() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> taskGroup((group) -> group.createTask(() -> cleanUp(100))));
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
			assertThat(this.time.now()).isEqualTo(200);
		});
	}

	/** Fact 37. */
	@Test
	void cancelledFromOutsideAnErrorWinsAndTheCancellationComesLater() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> {
				assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
					group.createTask(() -> {
						try {
							sleep(ofMillis(500));
						}
						catch (CancelledError cancelled) {
							throw this.error;
						}
					});
				}));
				this.time.note("group left");
				sleep(ZERO);
				this.time.note("never");
			});
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
			assertThat(outer.cancelling()).isEqualTo(1);
		});
		assertThat(this.time.trail).containsExactly("100 group left");
	}

	/** Fact 38. */
	@Test
	void afterwardsTheParentIsUsable() {
		this.time.run(() -> {
			Task<?> parent = currentTask();
			assertThatExceptionOfType(ExceptionGroup.class)
				.isThrownBy(() -> taskGroup((group) -> group.createTask(() -> fail(100, this.error))));
			assertThat(parent).isNotNull().returns(0, Task::cancelling);
			sleep(ofMillis(100));
			assertThat(this.time.now()).isEqualTo(200);
		});
	}

	/** Fact 39. */
	@Test
	void anErrorOfTheMachineInTheBodyLeavesBare() {
		InternalError broken = new InternalError();
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> taskGroup((group) -> {
			group.createTask(() -> cleanUp(0));
			sleep(ZERO);
			throw broken;
		}))).isSameAs(broken);
	}

	/** Fact 39. */
	@Test
	void anotherJavaErrorMakesABaseExceptionGroup() {
		AssertionError failed = new AssertionError();
		this.time.run(() -> assertThatExceptionOfType(BaseExceptionGroup.class)
			.isThrownBy(() -> taskGroup((group) -> group.createTask(() -> fail(100, failed))))
			.satisfies((group) -> assertThat(group.exceptions()).containsExactly(failed)));
	}

	/** Fact 39. */
	@Test
	void groupsNest() {
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class)
			.isThrownBy(() -> taskGroup((outer) -> outer
				.createTask(() -> taskGroup((inner) -> inner.createTask(() -> fail(100, this.error))))))
			.satisfies((group) -> assertThat(group.exceptions()).singleElement()
				.isInstanceOfSatisfying(ExceptionGroup.class,
						(inner) -> assertThat(inner.exceptions()).containsExactly(this.error))));
	}

	/** Fact 40. */
	@Test
	void createsChildrenOnlyWhileItIsOpen() {
		this.time.run(() -> {
			TaskGroup group = new TaskGroup();
			assertThatIllegalStateException().isThrownBy(() -> group.createTask(() -> 1))
				.withMessageContaining("has not been entered");
			group.run((entered) -> 1);
			assertThatIllegalStateException().isThrownBy(() -> group.createTask(() -> 1))
				.withMessageContaining("is finished");
			assertThatIllegalStateException().isThrownBy(() -> group.run((entered) -> 1))
				.withMessageContaining("has already been entered");
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((aborting) -> {
				aborting.createTask(() -> fail(100, this.error));
				aborting.createTask(() -> {
					try {
						sleep(ofMillis(500));
					}
					finally {
						assertThatIllegalStateException().isThrownBy(() -> aborting.createTask(() -> 1))
							.withMessageContaining("is shutting down");
						this.time.note("refused");
					}
				});
			}));
		});
		assertThat(this.time.trail).containsExactly("100 refused");
	}

	/** Fact 41. */
	@Test
	void childrenThatEndInTheSameIterationKeepTheirResults() {
		this.time.run(() -> {
			List<Task<String>> children = new ArrayList<>();
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> fail(100, this.error));
				children.add(group.createTask(() -> sleep(ofMillis(100), "kept")));
			}));
			assertThat(children.getFirst().result()).isEqualTo("kept");
		});
	}

	@Test
	void childrenMayBeAddedWhileOthersRunAndEnd() {
		this.time.run(() -> {
			List<Task<Integer>> children = new ArrayList<>();
			taskGroup((group) -> {
				children.add(group.createTask(() -> sleep(ofMillis(100), 42)));
				sleep(ofMillis(150));
				assertThat(group).hasToString("<TaskGroup entered>");
				children.add(group.createTask(() -> sleep(ofMillis(200), 11)));
				assertThat(group).hasToString("<TaskGroup tasks=1 entered>");
			});
			assertThat(children).extracting(Task::result).containsExactly(42, 11);
			assertThat(this.time.now()).isEqualTo(350);
		});
	}

	@Test
	void severalChildrenMayFailAtOnce() {
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
			for (int i = 0; i < 3; i++) {
				group.createTask(() -> fail(100, this.error));
			}
			group.createTask(() -> cleanUp(0));
			cleanUp(0);
		})).satisfies((group) -> assertThat(group.exceptions()).containsOnly(this.error).hasSize(3)));
		assertThat(this.time.trail).containsExactly("100 cleaned up", "100 cleaned up");
	}

	@Test
	void cancelledFromOutsideBodyAndChildrenAreCancelled() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> taskGroup((group) -> {
				for (int i = 0; i < 5; i++) {
					group.createTask(() -> cleanUp(0));
				}
				cleanUp(0);
			}));
			sleep(ofMillis(100));
			assertThat(outer.done()).isFalse();
			outer.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
		});
		assertThat(this.time.trail).hasSize(6).containsOnly("100 cleaned up");
	}

	@Test
	void cancelledFromOutsideABodyWithoutChildrenLeavesBare() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> taskGroup((group) -> cleanUp(0)));
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer));
		});
		assertThat(this.time.trail).containsExactly("100 cleaned up");
	}

	@Test
	void aBodyThatFailsAtOnceCancelsChildrenBeforeTheirFirstStep() {
		this.time.run(() -> {
			List<Task<?>> children = new ArrayList<>();
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				children.add(group.createTask(() -> this.time.note("never")));
				children.add(group.createTask(() -> this.time.note("never")));
				throw this.error;
			})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error));
			assertThat(children).allMatch(Future::cancelled);
		});
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void aCancelledNestedGroupWhoseChildrenFailIsOneErrorOfTheOuterGroup() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> taskGroup((group) -> {
				group.createTask(() -> sleep(ofMillis(9999)));
				taskGroup((inner) -> {
					for (int i = 0; i < 5; i++) {
						inner.createTask(this::failInCleanup);
					}
					sleep(ofMillis(9999));
				});
			}));
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> await(outer))
				.satisfies((group) -> assertThat(group.exceptions()).singleElement()
					.isInstanceOfSatisfying(ExceptionGroup.class,
							(inner) -> assertThat(inner.exceptions()).hasSize(5).containsOnly(this.error)));
		});
	}

	@Test
	void aFailureInTheOuterGroupCancelsTheInnerOne() {
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((outer) -> {
			outer.createTask(() -> fail(100, this.error));
			taskGroup((inner) -> inner.createTask(() -> cleanUp(0)));
		})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error)));
		assertThat(this.time.trail).containsExactly("100 cleaned up");
	}

	@Test
	void aFailureInTheInnerGroupIsTheBodysErrorInTheOuterOne() {
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((outer) -> {
			outer.createTask(() -> cleanUp(0));
			taskGroup((inner) -> inner.createTask(() -> fail(100, this.error)));
		}))
			.satisfies((group) -> assertThat(group.exceptions()).singleElement()
				.isInstanceOfSatisfying(ExceptionGroup.class,
						(inner) -> assertThat(inner.exceptions()).containsExactly(this.error))));
		assertThat(this.time.trail).containsExactly("100 cleaned up");
	}

	@Test
	void aChildThatFailsWhileACancelledBodyCleansUpWins() {
		this.time.run(() -> {
			Task<?> inner = createTask(() -> taskGroup((group) -> {
				group.createTask(() -> fail(300, this.error));
				cleanUp(500);
			}));
			Task<?> outer = createTask(() -> await(inner));
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> await(outer))
				.satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error));
		});
		assertThat(this.time.trail).as("the failure cuts the body's cleanup short").isEmpty();
	}

	@Test
	void aCancelledBodyThatFailsInItsCleanupHasFailed() {
		this.time.run(() -> {
			Task<?> outer = createTask(() -> taskGroup((group) -> failInCleanup()));
			sleep(ofMillis(100));
			outer.cancel();
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> await(outer))
				.satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error));
		});
	}

	@Test
	void theErrorsOfAChildAndOfTheBodysCleanupAreBothThere() {
		IllegalStateException ofTheChild = new IllegalStateException();
		this.time.run(() -> assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
			group.createTask(() -> fail(100, ofTheChild));
			failInCleanup();
		})).satisfies((group) -> {
			assertThat(group.exceptions()).containsExactly(ofTheChild, this.error);
			assertThat(cancelling()).isEqualTo(0);
		}));
	}

	@Test
	void anErrorOfTheMachineInTheBodysCleanupLeavesBare() {
		InternalError broken = new InternalError();
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> taskGroup((group) -> {
			group.createTask(() -> fail(100, this.error));
			try {
				sleep(ofMillis(9999));
			}
			catch (CancelledError cancelled) {
				throw broken;
			}
		}))).isSameAs(broken);
	}

	@Test
	void anotherJavaErrorInTheBodysCleanupOrAChildMakesABaseExceptionGroup() {
		AssertionError failed = new AssertionError();
		this.time.run(() -> {
			assertThatExceptionOfType(BaseExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> fail(100, this.error));
				try {
					sleep(ofMillis(9999));
				}
				catch (CancelledError cancelled) {
					throw failed;
				}
			})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error, failed));
			assertThatExceptionOfType(BaseExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> fail(100, failed));
				failInCleanup();
			})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(failed, this.error));
		});
	}

	@Test
	void childrenMayAddChildrenUntilOneFails() {
		this.time.run(() -> {
			int[] heads = new int[1];
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> hydra(group, heads));
				group.createTask(() -> {
					while (heads[0] < 10) {
						sleep(ofMillis(15));
					}
					throw this.error;
				});
			})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error));
			assertThat(heads[0]).isGreaterThanOrEqualTo(10);
		});
	}

	@Test
	void aChildHasAName() {
		this.time
			.run(() -> taskGroup((group) -> assertThat(group.createTask("yolo", () -> 1).getName()).isEqualTo("yolo")));
	}

	@Test
	void isEnteredInATaskAndOnce() {
		this.time.run(() -> {
			TaskGroup group = new TaskGroup();
			this.time.loop.callSoon(() -> {
				assertThatIllegalStateException().isThrownBy(() -> group.run((entered) -> 1))
					.withMessageContaining("cannot determine the parent task");
				assertThatIllegalStateException().isThrownBy(() -> group.createTask(() -> 1))
					.withMessageContaining("has not been entered");
			});
			sleep(ZERO);
			group.run((entered) -> {
				assertThatIllegalStateException().isThrownBy(() -> group.run((again) -> 1))
					.withMessageContaining("has already been entered");
				return 1;
			});
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void aCoroutineForAFinishedGroupIsNotMissed() {
		this.time.run(() -> {
			TaskGroup group = new TaskGroup();
			group.run((entered) -> 1);
			assertThatIllegalStateException()
				.isThrownBy(() -> group.createTask(Asyncio.coroutine("late", () -> sleep(ZERO, 1))));
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void nestedGroupsMayBothCancelTheParent() {
		IllegalStateException inInner = new IllegalStateException();
		this.time.run(() -> {
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((outer) -> {
				assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((inner) -> {
					inner.createTask(() -> fail(0, inInner));
					outer.createTask(() -> fail(0, this.error));
				})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(inInner));
				assertThat(cancelling()).isEqualTo(1);
			})).satisfies((group) -> assertThat(group.exceptions()).containsExactly(this.error));
			assertThat(cancelling()).isEqualTo(0);
		});
	}

	@Test
	void aCancellationFromOutsideThatMeetsAnErrorComesAtTheNextAwait() {
		this.time.run(() -> {
			Event started = new Event();
			Task<?> inner = createTask(() -> {
				assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
					group.createTask(() -> {
						started.set();
						fail(0, this.error);
					});
					sleep(ofSeconds(1));
				}));
				assertThat(cancelling()).isEqualTo(1);
				sleep(ofSeconds(1));
			});
			started.await();
			assertThat(inner.cancelling()).isZero();
			inner.cancel();
			assertThat(inner.cancelling()).isEqualTo(1);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(inner));
			assertThat(inner.cancelled()).isTrue();
			assertThat(this.time.now()).isZero();
		});
	}

	@Test
	void aChildMayHaveAGivenContext() {
		ContextVar<Integer> variable = new ContextVar<>("v");
		this.time.run(() -> taskGroup((group) -> {
			Context context = Context.copyContext();
			for (int i = 1; i < 3; i++) {
				int value = i;
				assertThat(context.run(() -> variable.get(0))).isEqualTo(i - 1);
				await(group.<Object>createTask(null, () -> variable.set(value), context));
				assertThat(context.run(() -> variable.get(0))).isEqualTo(i);
			}
			assertThat(variable.get(0)).isZero();
		}));
	}

	private static int cancelling() {
		return Objects.requireNonNull(currentTask()).cancelling();
	}

	private void failInCleanup() throws IOException {
		try {
			sleep(ofMillis(9999));
		}
		catch (CancelledError cancelled) {
			throw this.error;
		}
	}

	private static void hydra(TaskGroup group, int[] heads) {
		heads[0]++;
		sleep(ofMillis(10));
		group.createTask(() -> hydra(group, heads));
		group.createTask(() -> hydra(group, heads));
	}

	private static void fail(int ms, Throwable error) {
		sleep(ofMillis(ms));
		throw Sneaky.raise(error);
	}

	private void cleanUp(int ms) {
		try {
			sleep(ofMillis(9999));
		}
		finally {
			sleep(ofMillis(ms));
			this.time.note("cleaned up");
		}
	}

}
