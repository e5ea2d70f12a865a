package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.coroutine;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ZERO;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

/**
 * Facts 5 to 12.
 */
@Timeout(120)
class TaskTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 5. */
	@Test
	void needsARunningLoop() {
		assertThatIllegalStateException().isThrownBy(() -> createTask(() -> 1)).withMessage("no running event loop");
	}

	/** Fact 6. */
	@Test
	void startsInTheNextIterationInOrder() {
		this.time.run(() -> {
			createTask(() -> this.time.note("first"));
			createTask(() -> this.time.note("second"));
			this.time.note("main");
			sleep(ZERO);
			this.time.note("main again");
		});
		assertThat(this.time.trail).containsExactly("0 main", "0 first", "0 second", "0 main again");
	}

	/** Fact 6. */
	@Test
	void awaitingACoroutineRunsItInline() {
		this.time.run(() -> {
			createTask(() -> this.time.note("task"));
			Task<?> caller = Asyncio.currentTask();
			assertThat(await(() -> {
				this.time.note("inline");
				return Objects.equals(caller, Asyncio.currentTask());
			})).isTrue();
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 inline", "0 task");
	}

	/** Fact 7. */
	@Test
	void hasAName() {
		this.time.run(() -> {
			Task<?> one = createTask(() -> 1);
			Task<?> two = createTask(() -> 2);
			int number = Integer.parseInt(one.getName().substring("Task-".length()));
			assertThat(two.getName()).isEqualTo("Task-" + (number + 1));
			Task<?> named = createTask("named", () -> 3);
			assertThat(named.getName()).isEqualTo("named");
			named.setName("renamed");
			assertThat(named).hasToString("<Task pending name='renamed'>");
		});
	}

	/** Fact 7. */
	@Test
	void copiesContextVariablesWhenItIsCreated() {
		ContextVar<String> variable = new ContextVar<>("user");
		this.time.run(() -> {
			variable.set("before");
			Task<String> task = createTask(() -> {
				String seen = variable.get();
				variable.set("inside");
				sleep(ofMillis(10));
				return seen + ", " + variable.get();
			});
			variable.set("after");
			assertThat(await(task)).isEqualTo("before, inside");
			assertThat(variable.get()).isEqualTo("after");
		});
		assertThatExceptionOfType(NoSuchElementException.class).isThrownBy(variable::get);
	}

	/** Fact 8. */
	@Test
	void knowsNothingWhileItIsPending() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			assertThat(task.done()).isFalse();
			assertThatExceptionOfType(InvalidStateError.class).isThrownBy(task::result)
				.withMessage("Result is not set.");
			assertThatExceptionOfType(InvalidStateError.class).isThrownBy(task::exception)
				.withMessage("Exception is not set.");
		});
	}

	/** Fact 8. */
	@Test
	void isDoneInThreeWays() {
		IOException error = new IOException();
		this.time.run(() -> {
			Task<Integer> done = createTask(() -> 1);
			Task<String> failed = this.time.failing(0, error);
			Task<Integer> cancelled = createTask(() -> 1);
			cancelled.cancel();
			sleep(ofMillis(10));
			assertThat(done.done() && failed.done() && cancelled.done()).isTrue();
			assertThat(done.result()).isEqualTo(1);
			assertThat(done.exception()).isNull();
			assertThat(failed.exception()).isSameAs(error);
			assertThatExceptionOfType(IOException.class).isThrownBy(failed::result).isSameAs(error);
			assertThat(cancelled.cancelled()).isTrue();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(cancelled::result);
			assertThatExceptionOfType(CancelledError.class).isThrownBy(cancelled::exception);
		});
	}

	/** Fact 9. */
	@Test
	void takesNoResultFromOutside() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			assertThatExceptionOfType(UnsupportedOperationException.class).isThrownBy(() -> task.setResult(2))
				.withMessage("Task does not support set_result operation");
			assertThatExceptionOfType(UnsupportedOperationException.class)
				.isThrownBy(() -> task.setException(new IOException()))
				.withMessage("Task does not support set_exception operation");
			Future<Integer> future = EventLoop.running().createFuture();
			future.setResult(1);
			assertThatExceptionOfType(InvalidStateError.class).isThrownBy(() -> future.setResult(2))
				.withMessage("invalid state");
			assertThatExceptionOfType(InvalidStateError.class).isThrownBy(() -> future.setException(new IOException()))
				.withMessage("invalid state");
		});
	}

	/** Fact 10. */
	@Test
	void canBeAwaitedAgain() {
		IOException error = new IOException();
		this.time.run(() -> {
			Task<String> done = createTask(() -> "value");
			Task<String> failed = this.time.failing(10, error);
			for (int i = 0; i < 3; i++) {
				assertThat(await(done)).isEqualTo("value");
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(failed)).isSameAs(error);
			}
		});
	}

	/** Fact 10. */
	@Test
	void aCoroutineCanBeAwaitedOnce() {
		this.time.run(() -> {
			Coroutine<Integer> coroutine = coroutine("f", () -> 1);
			assertThat(await(coroutine)).isEqualTo(1);
			assertThatIllegalStateException().isThrownBy(() -> await(coroutine))
				.withMessage("cannot reuse already awaited coroutine");
		});
	}

	/** Fact 10. */
	@Test
	void canNotAwaitItself() {
		this.time.run(() -> {
			List<Task<?>> self = new ArrayList<>();
			self.add(createTask("self", () -> self.getFirst().await()));
			assertThatIllegalStateException().isThrownBy(() -> self.getFirst().await())
				.withMessage("Task cannot await on itself: <Task pending name='self' cb=[Task.task_wakeup()]>");
		});
	}

	/** Fact 11. */
	@Test
	void callsBackLaterInOrder() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			task.addDoneCallback((done) -> this.time.note("first " + done.result()));
			task.addDoneCallback((done) -> this.time.note("second " + Asyncio.currentTask()));
			await(task);
			task.addDoneCallback((done) -> this.time.note("late"));
			this.time.note("main");
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 first 1", "0 second null", "0 main", "0 late");
	}

	/** Fact 11. */
	@Test
	void forgetsACallback() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			Consumer<Future<Integer>> callback = (done) -> this.time.note("called");
			task.addDoneCallback(callback);
			task.addDoneCallback(callback);
			assertThat(task.removeDoneCallback(callback)).isEqualTo(2);
			assertThat(task.removeDoneCallback(callback)).isZero();
			await(task);
			sleep(ZERO);
		});
		assertThat(this.time.trail).isEmpty();
	}

	/** Fact 11. */
	@Test
	void reportsWhatACallbackThrows() {
		IllegalStateException error = new IllegalStateException("in callback");
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			task.addDoneCallback((done) -> {
				throw error;
			});
			task.addDoneCallback((done) -> this.time.note("next"));
			sleep(ofMillis(1));
		});
		assertThat(this.time.trail).containsExactly("0 next");
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("Exception in callback TaskTests.<lambda>()");
			assertThat(report.exception()).isSameAs(error);
		});
	}

	/** Fact 11: a callback must not see what a task has put into thread locals. */
	@Test
	void callbacksRunOnTheThreadOfTheLoop() {
		ThreadLocal<String> local = ThreadLocal.withInitial(() -> "unset");
		Thread home = Thread.currentThread();
		this.time.run(() -> {
			Task<?> task = createTask(() -> local.set("of the task"));
			task.addDoneCallback((done) -> {
				assertThat(Thread.currentThread()).isSameAs(home);
				this.time.note(local.get());
			});
			sleep(ofMillis(1));
		});
		assertThat(this.time.trail).containsExactly("0 unset");
	}

	/** Fact 12 can't be: the loop holds its tasks until they end. */
	@Test
	void isHeldByTheLoop() {
		this.time.run(() -> {
			createTask("held", () -> this.time.note("ran"));
			assertThat(Asyncio.allTasks()).extracting(Task::getName).contains("held");
			sleep(ZERO);
		});
		assertThat(this.time.trail).containsExactly("0 ran");
	}

	@Test
	void anErrorShowsWhereItWasRaisedAndAwaited() {
		this.time.run(() -> {
			Task<String> inner = createTask("inner", TaskTests::raise);
			Task<String> outer = createTask("outer", () -> await(inner));
			assertThatIllegalStateException().isThrownBy(() -> await(outer)).satisfies((error) -> {
				List<String> frames = List.of(error.getStackTrace()).stream().map(StackTraceElement::toString).toList();
				assertThat(frames.getFirst()).contains("TaskTests.raise");
				assertThat(frames).filteredOn((frame) -> frame.startsWith("asyncio.awaitedBy"))
					.hasSize(2)
					.first()
					.isEqualTo("asyncio.awaitedBy(outer)");
				assertThat(frames).noneMatch((frame) -> frame.contains("EventLoop") || frame.contains("Strand"));
			});
		});
	}

	@Test
	void aCancellationShowsWhereItWasRaisedAndAwaited() {
		this.time.run(() -> {
			Task<?> inner = createTask("inner", TaskTests::rest);
			Task<?> outer = createTask("outer", () -> await(inner));
			sleep(ofMillis(10));
			inner.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(outer)).satisfies((error) -> {
				List<String> frames = List.of(error.getStackTrace()).stream().map(StackTraceElement::toString).toList();
				assertThat(frames).filteredOn((frame) -> frame.contains("TaskTests.rest")).hasSize(1);
				assertThat(frames).filteredOn((frame) -> frame.startsWith("asyncio.awaitedBy"))
					.containsExactly("asyncio.awaitedBy(outer)", "asyncio.awaitedBy(" + present().getName() + ")");
			});
		});
	}

	private static void rest() {
		sleep(ofMillis(500));
	}

	private static String raise() {
		throw new IllegalStateException("raised");
	}

	@Test
	void futuresOfAnotherLoopAreRefused() {
		Future<String> foreign = new EventLoop().createFuture();
		this.time.run(() -> assertThatIllegalStateException().isThrownBy(() -> await(foreign))
			.withMessageContaining("attached to a different loop"));
	}

	private static Task<?> present() {
		return Objects.requireNonNull(Asyncio.currentTask());
	}

	@Test
	void comeFromAFactory() {
		List<Object> made = new ArrayList<>();
		EventLoop loop = this.time.loop;
		TaskFactory factory = new TaskFactory() {
			@Override
			public <T extends @Nullable Object> Task<T> createTask(EventLoop loop, Coroutine<? extends T> body,
					@Nullable Context context) {
				Task<T> task = new Task<>(loop, body, context);
				made.add(task);
				return task;
			}
		};
		loop.setTaskFactory(factory);
		assertThat(loop.getTaskFactory()).isSameAs(factory);
		this.time.run(() -> {
			Task<Integer> task = createTask("named", () -> 1);
			assertThat(made).containsExactly(present(), task);
			assertThat(task.getName()).isEqualTo("named");
			assertThat(await(task)).isEqualTo(1);
			loop.setTaskFactory(Task::new);
			assertThat(await(createTask(() -> 2))).isEqualTo(2);
			assertThat(made).hasSize(2);
		});
	}

	@Test
	void ensureFutureTakesFuturesAsTheyAre() {
		this.time.run(() -> {
			Task<Integer> task = createTask(() -> 1);
			assertThat(Asyncio.ensureFuture(task)).isSameAs(task);
			Coroutine<Integer> coroutine = () -> 2;
			assertThat(await(Asyncio.ensureFuture(coroutine))).isEqualTo(2);
			assertThat(await(Asyncio.wrapFuture(CompletableFuture.completedFuture(3)))).isEqualTo(3);
		});
	}

	@Test
	void tasksThatTakeTurnsAreEachTheCurrentOne() {
		this.time.run(() -> {
			Future<Integer> one = EventLoop.running().createFuture();
			Future<Integer> two = EventLoop.running().createFuture();
			Task<?> first = createTask("first", () -> {
				assertThat(present().getName()).isEqualTo("first");
				await(one);
				assertThat(present().getName()).isEqualTo("first");
				two.setResult(1);
			});
			Task<?> second = createTask("second", () -> {
				assertThat(present().getName()).isEqualTo("second");
				one.setResult(1);
				await(two);
				assertThat(present().getName()).isEqualTo("second");
			});
			await(first);
			await(second);
		});
	}

	@Test
	void othersRunBeforeARefusedAwaitThrows() {
		Future<String> foreign = new EventLoop().createFuture();
		this.time.run(() -> {
			createTask(() -> this.time.note("other"));
			assertThatIllegalStateException().isThrownBy(() -> await(foreign));
			this.time.note("refused");
			present().cancel("first");
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(foreign)).withMessage("first");
			present().uncancel();
		});
		assertThat(this.time.trail).containsExactly("0 other", "0 refused");
	}

	@Test
	void givesItsContextToItsChildrenAndItsCallbacks() {
		ContextVar<String> variable = new ContextVar<>("v", "unset");
		this.time.run(() -> {
			Task<?> parent = createTask(() -> {
				variable.set("parent");
				present().addDoneCallback((done) -> this.time.note("callback " + variable.get()));
				await(createTask(() -> {
					this.time.note("child " + variable.get());
					variable.set("child");
					sleep(ZERO);
					this.time.note("child " + variable.get());
				}));
				this.time.note("parent " + variable.get());
			});
			await(parent);
			sleep(ZERO);
			this.time.note("main " + variable.get());
		});
		assertThat(this.time.trail).containsExactly("0 child parent", "0 child child", "0 parent parent",
				"0 callback parent", "0 main unset");
	}

}
