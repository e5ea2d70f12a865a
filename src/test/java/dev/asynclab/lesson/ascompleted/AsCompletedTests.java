package dev.asynclab.lesson.ascompleted;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.TimeoutError;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts 56 and 57 of asyncio's as_completed, in each shape.
 */
@Timeout(120)
class AsCompletedTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private final List<Thread> threads = new CopyOnWriteArrayList<>();

	private final ExecutorService executor = Executors.newThreadPerTaskExecutor((task) -> {
		Thread thread = Thread.ofVirtual().unstarted(task);
		this.threads.add(thread);
		return thread;
	});

	@AfterEach
	void stopExecutor() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void returnsTheValuesInTheOrderOfCompletion(Shape shape) throws InterruptedException {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<String>> results = asCompleted(shape, calls, LONG);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(2).returns("C");
		awaitEnd(calls, 2);
		calls.get(0).returns("A");
		awaitEnd(calls, 0);
		assertThat(results).isNotDone();
		calls.get(1).returns("B");
		assertThat(Awaiter.value(results)).containsExactly("C", "A", "B");
	}

	@ParameterizedTest
	@EnumSource
	void returnsNothingForNone(Shape shape) {
		assertThat(Awaiter.value(asCompleted(shape, List.of(), LONG))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void raisesAnErrorAtItsPlaceAndLetsTheOthersRunOn(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<String>> results = asCompleted(shape, calls, LONG);
		calls.get(1).returns("B").awaitEnded();
		IllegalStateException error = new IllegalStateException("C broke");
		calls.get(2).raises(error);
		assertThat(Awaiter.error(results)).isSameAs(error);
		runOn(calls.get(0));
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheCancellationOfATaskThatOthersCancelled(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<String>> results = asCompleted(shape, calls, LONG);
		calls.get(1).raises(new CancellationException("by others"));
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		runOn(calls.get(0), calls.get(2));
	}

	@ParameterizedTest
	@EnumSource
	void cancelsNoTaskWhenTimeIsUp(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<String>> results = asCompleted(shape, calls, Duration.ofMillis(20));
		assertThat(Awaiter.error(results)).isInstanceOfAny(TimeoutException.class, TimeoutError.class);
		runOn(calls.get(0), calls.get(1), calls.get(2));
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesNoTask(Shape shape) {
		List<ControlledCall> calls = calls();
		CompletableFuture<List<String>> results = asCompleted(shape, calls, LONG);
		calls.forEach(ControlledCall::awaitStarted);
		results.cancel(true);
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		runOn(calls.get(0), calls.get(1), calls.get(2));
	}

	private void awaitEnd(List<ControlledCall> calls, int index) throws InterruptedException {
		calls.get(index).awaitEnded();
		if (!this.threads.isEmpty()) {
			// The call ends before its task does, and the next may not overtake it.
			this.threads.get(index).join();
		}
	}

	private static void runOn(ControlledCall... late) {
		for (ControlledCall call : late) {
			call.awaitStarted();
			assertThat(call.isCancelled()).isFalse();
			call.returns("late").awaitEnded();
			assertThat(call.isCancelled()).isFalse();
		}
	}

	private static List<ControlledCall> calls() {
		return List.of(new ControlledCall(), new ControlledCall(), new ControlledCall());
	}

	private CompletableFuture<List<String>> asCompleted(Shape shape, List<ControlledCall> calls, Duration timeout) {
		return switch (shape) {
			case FUTURES -> new AsyncPoolAsCompleted()
				.asCompleted(calls.stream().map((call) -> call.asyncCall().get()).toList(), timeout);
			case MONOS -> Mono
				.defer(() -> new WebClientAsCompleted()
					.asCompleted(calls.stream().map(ControlledCall::mono).map(Mono::toFuture).toList(), timeout))
				.toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> new VirtualThreadAsCompleted(this.executor)
				.asCompleted(calls.stream().map(ControlledCall::callable).toList(), timeout));
			case COROUTINES -> Awaiter.onEventLoop(() -> new AsyncioAsCompleted().asCompleted(
					calls.stream().map(ControlledCall::coroutine).map(Asyncio::<String>createTask).toList(), timeout));
		};
	}

}
