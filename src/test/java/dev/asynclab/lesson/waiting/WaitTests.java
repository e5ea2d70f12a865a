package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.asyncio.Task;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts 42 to 44 of asyncio's wait, in each shape.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WaitTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private ExecutorService executor;

	@BeforeAll
	void startExecutor() {
		this.executor = Executors.newVirtualThreadPerTaskExecutor();
	}

	@AfterAll
	void stopExecutor() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void waitsForAllAndRaisesNoError(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.ALL_COMPLETED, LONG);
		calls.get(0).raises(new IllegalStateException("A broke")).awaitEnded();
		calls.get(1).raises(new CancellationException("by others")).awaitEnded();
		assertThat(done).isNotDone();
		calls.get(2).returns("C");
		assertThat(Awaiter.value(done)).containsExactly(0, 1, 2);
	}

	@ParameterizedTest
	@EnumSource
	void theFirstThatEndsIsEnough(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.FIRST_COMPLETED, LONG);
		calls.forEach(ControlledCall::awaitStarted);
		assertThat(done).isNotDone();
		calls.get(1).returns("B");
		assertThat(Awaiter.value(done)).containsExactly(1);
		runOn(calls.get(0), calls.get(2));
	}

	@ParameterizedTest
	@EnumSource
	void aCancelledTaskIsOneThatEnded(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.FIRST_COMPLETED, LONG);
		calls.get(2).raises(new CancellationException("by others"));
		assertThat(Awaiter.value(done)).containsExactly(2);
		runOn(calls.get(0), calls.get(1));
	}

	@ParameterizedTest
	@EnumSource
	void theFirstFailureIsEnoughAndACancelledTaskHasNotFailed(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.FIRST_EXCEPTION, LONG);
		calls.get(0).raises(new CancellationException("by others")).awaitEnded();
		assertThat(done).isNotDone();
		calls.get(2).raises(new IllegalStateException("C broke"));
		assertThat(Awaiter.value(done)).contains(2).doesNotContain(1);
		runOn(calls.get(1));
	}

	@ParameterizedTest
	@EnumSource
	void withoutAFailureItWaitsForAll(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.FIRST_EXCEPTION, LONG);
		calls.get(0).returns("A").awaitEnded();
		calls.get(1).returns("B").awaitEnded();
		assertThat(done).isNotDone();
		calls.get(2).returns("C");
		assertThat(Awaiter.value(done)).containsExactly(0, 1, 2);
	}

	@ParameterizedTest
	@EnumSource
	void cancelsNoTaskWhenTimeIsUp(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.ALL_COMPLETED, Duration.ZERO);
		assertThat(Awaiter.value(done)).isEmpty();
		runOn(calls.get(0), calls.get(1), calls.get(2));
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesNoTask(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<Integer>> done = done(shape, calls, ReturnWhen.ALL_COMPLETED, LONG);
		calls.forEach(ControlledCall::awaitStarted);
		done.cancel(true);
		assertThat(Awaiter.error(done)).isInstanceOf(CancellationException.class);
		runOn(calls.get(0), calls.get(1), calls.get(2));
	}

	private static void runOn(ControlledCall... pending) {
		for (ControlledCall call : pending) {
			call.awaitStarted();
			assertThat(call.isCancelled()).isFalse();
			call.returns("late").awaitEnded();
			assertThat(call.isCancelled()).isFalse();
		}
	}

	private static List<ControlledCall> calls() {
		return List.of(new ControlledCall(), new ControlledCall(), new ControlledCall());
	}

	/**
	 * The indices of the tasks that are done when the wait ends.
	 */
	private CompletableFuture<List<Integer>> done(Shape shape, List<ControlledCall> calls, ReturnWhen returnWhen,
			Duration timeout) {
		return switch (shape) {
			case FUTURES -> {
				List<CompletableFuture<String>> tasks = calls.stream().map((call) -> call.asyncCall().get()).toList();
				yield new AsyncPoolWait().wait(tasks, returnWhen, timeout)
					.thenApply((ended) -> indices(tasks, ended.getOrDefault(true, List.of())));
			}
			case MONOS -> {
				List<CompletableFuture<String>> tasks = calls.stream()
					.map(ControlledCall::mono)
					.map(Mono::toFuture)
					.toList();
				yield new WebClientWait().wait(tasks, returnWhen, timeout)
					.map((ended) -> indices(tasks, ended.getOrDefault(true, List.of())))
					.toFuture();
			}
			case BLOCKING -> Awaiter.onVirtualThread(() -> {
				CompletionService<String> completions = new ExecutorCompletionService<>(this.executor);
				List<Future<String>> tasks = calls.stream()
					.map(ControlledCall::callable)
					.map(completions::submit)
					.toList();
				return indices(tasks, new VirtualThreadWait().wait(tasks, completions, returnWhen, timeout)
					.getOrDefault(true, List.of()));
			});
			case COROUTINES -> Awaiter.onEventLoop(() -> {
				List<Task<String>> tasks = calls.stream()
					.map(ControlledCall::coroutine)
					.map(Asyncio::<String>createTask)
					.toList();
				return indices(tasks, new AsyncioWait().wait(tasks, returnWhen, timeout).done());
			});
		};
	}

	private static List<Integer> indices(List<?> tasks, Collection<?> done) {
		return done.stream().map(tasks::indexOf).sorted().toList();
	}

}
