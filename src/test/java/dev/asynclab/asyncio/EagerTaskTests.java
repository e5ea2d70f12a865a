package dev.asynclab.asyncio;

import java.util.Objects;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.allTasks;
import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.currentTask;
import static dev.asynclab.asyncio.Asyncio.gather;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static dev.asynclab.asyncio.Asyncio.taskGroup;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * {@code eager_task_factory}.
 */
@Timeout(120)
class EagerTaskTests {

	private final VirtualTime time = new VirtualTime();

	private final ContextVar<Integer> variable = new ContextVar<>("v", 0);

	EagerTaskTests() {
		this.time.loop.setTaskFactory(TaskFactory.eager());
	}

	@Test
	void runsItsFirstStepAtOnce() {
		this.time.run(() -> {
			Task<?> creator = currentTask();
			Task<Integer> task = createTask("quick", () -> {
				assertThat(currentTask()).isNotSameAs(creator);
				assertThat(allTasks()).containsExactly(creator, currentTask());
				this.variable.set(1);
				return 5;
			});
			assertThat(task.result()).isEqualTo(5);
			assertThat(task.getName()).isEqualTo("quick");
			assertThat(this.variable.get()).isZero();
			assertThat(currentTask()).isSameAs(creator);
			assertThat(allTasks()).containsExactly(creator);
		});
	}

	@Test
	void goesOnLaterAfterItsFirstAwait() {
		this.time.run(() -> {
			Task<String> one = slow("a");
			Task<String> two = slow("b");
			this.time.note("both created");
			assertThat(gather(one, two)).containsExactly("a", "b");
		});
		assertThat(this.time.trail).containsExactly("0 a starts", "0 b starts", "0 both created", "0 a goes on",
				"0 b goes on");
	}

	@Test
	void nests() {
		this.time.run(() -> {
			await(createTask(() -> {
				Task<String> inner = slow("inner");
				this.time.note("nested");
				await(inner);
				this.time.note("nested done");
			}));
		});
		assertThat(this.time.trail).containsExactly("0 inner starts", "0 nested", "0 inner goes on", "0 nested done");
	}

	@Test
	void startsInACallback() {
		this.time.run(() -> {
			EventLoop.running().callSoon(() -> {
				slow("callback");
				this.time.note("created " + currentTask());
			});
			sleep(ofMillis(1));
		});
		assertThat(this.time.trail).containsExactly("0 callback starts", "0 created null", "0 callback goes on");
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void aGroupSeesThatItHasFailed() {
		this.time.run(() -> {
			assertThatExceptionOfType(ExceptionGroup.class).isThrownBy(() -> taskGroup((group) -> {
				group.createTask(() -> {
					throw new IllegalArgumentException("x");
				});
				this.time.note("created");
				sleep(ZERO);
				this.time.note("never");
			})).satisfies((group) -> assertThat(group.exceptions()).hasSize(1));
		});
		assertThat(this.time.trail).containsExactly("0 created");
	}

	@Test
	void canBeCancelledInItsFirstStep() {
		this.time.run(() -> {
			Task<?> task = createTask(() -> {
				Objects.requireNonNull(currentTask()).cancel();
				sleep(ofMillis(500));
			});
			assertThat(task.cancelled()).isFalse();
			sleep(ZERO);
			assertThat(task.cancelled()).isTrue();
		});
	}

	@Test
	void anErrorOfTheMachineLeavesItsCreator() {
		InternalError error = new InternalError("broken");
		assertThatExceptionOfType(InternalError.class).isThrownBy(() -> this.time.run(() -> {
			createTask(() -> {
				throw error;
			});
			this.time.note("never");
		})).isSameAs(error);
		assertThat(this.time.trail).isEmpty();
	}

	@Test
	void anInterruptInItStaysItsOwn() {
		this.time.run(() -> {
			Task<Boolean> task = createTask(() -> {
				Thread.currentThread().interrupt();
				sleep(ofMillis(1));
				return Thread.interrupted();
			});
			assertThat(Thread.currentThread().isInterrupted()).isFalse();
			assertThat(await(task)).isTrue();
		});
	}

	@Test
	void isListedUntilItIsDone() {
		this.time.run(() -> {
			Task<String> waiting = slow("waiting");
			Task<Integer> done = createTask(() -> 1);
			assertThat(allTasks()).contains(waiting).doesNotContain(done);
			await(waiting);
			assertThat(allTasks()).doesNotContain(waiting);
		});
	}

	@Test
	void aFutureThatIsDoneIsNoReasonToWait() {
		this.time.run(() -> {
			Future<Integer> future = EventLoop.running().createFuture();
			future.setResult(1);
			Task<Integer> task = createTask(() -> await(future));
			assertThat(task.result()).isEqualTo(1);
		});
	}

	@Test
	void onceItIsDoneItCanNotBeCancelled() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			assertThat(task.cancel()).isFalse();
			assertThat(await(task)).isEqualTo(1);
		});
	}

	@Test
	void isCancelledWhereItWaits() {
		this.time.run(() -> {
			Task<String> task = slow("task");
			assertThat(task.cancel()).isTrue();
			sleep(ZERO);
			assertThat(task.cancelled()).isTrue();
		});
		assertThat(this.time.trail).containsExactly("0 task starts");
	}

	@Test
	void eachHasAContextOfItsOwn() {
		this.time.run(() -> {
			this.variable.set(1);
			Task<Integer> task = createTask(() -> {
				this.variable.set(this.variable.get() + 10);
				sleep(ZERO);
				return this.variable.get();
			});
			assertThat(this.variable.get()).isEqualTo(1);
			this.variable.set(2);
			assertThat(await(task)).isEqualTo(11);
			assertThat(this.variable.get()).isEqualTo(2);
		});
	}

	@Test
	void aChainOfTasksIsDoneAtOnce() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> chain(100));
			assertThat(task.result()).isEqualTo(100);
		});
	}

	private static int chain(int depth) {
		return (depth == 0) ? 0 : 1 + await(createTask(() -> chain(depth - 1)));
	}

	private Task<String> slow(String name) {
		return createTask(() -> {
			this.time.note(name + " starts");
			sleep(ZERO);
			this.time.note(name + " goes on");
			return name;
		});
	}

}
