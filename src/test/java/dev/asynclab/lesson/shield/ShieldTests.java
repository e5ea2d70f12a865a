package dev.asynclab.lesson.shield;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
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
 * Fact 59 of asyncio, what shield does, in each shape.
 */
@Timeout(120)
class ShieldTests {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	private final CountDownLatch awaiterLeft = new CountDownLatch(1);

	@AfterEach
	void stopExecutor() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void givesTheValuesInOrderIfNoneIsCancelled(Shape shape) {
		CompletableFuture<List<String>> results = awaitShielded(shape);
		this.second.returns("B").awaitEnded();
		assertThat(results).isNotDone();
		this.first.returns("A");
		assertThat(Awaiter.value(results)).containsExactly("A", "B");
	}

	@ParameterizedTest
	@EnumSource
	void aCancelledAwaiterLeavesAtOnceAndTheTasksRunOn(Shape shape) throws InterruptedException {
		CompletableFuture<List<String>> results = awaitShielded(shape);
		tasks().forEach(ControlledCall::awaitStarted);
		results.cancel(true);
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		assertThat(this.awaiterLeft.await(60, TimeUnit.SECONDS)).as("the awaiter left").isTrue();
		this.first.returns("A").awaitEnded();
		this.second.returns("B").awaitEnded();
		assertThat(tasks()).noneMatch(ControlledCall::isCancelled);
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheErrorOfATask(Shape shape) {
		CompletableFuture<List<String>> results = awaitShielded(shape);
		IllegalStateException error = new IllegalStateException("A broke");
		this.first.raises(error);
		assertThat(Awaiter.error(results)).isSameAs(error);
		this.second.returns("B").awaitEnded();
		assertThat(this.second.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void aTaskThatOthersCancelledRaisesCancellationInTheAwaiter(Shape shape) {
		CompletableFuture<List<String>> results = awaitShielded(shape);
		this.first.awaitStarted();
		this.first.raises(new CancellationException("by others"));
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		this.second.returns("B").awaitEnded();
		assertThat(this.second.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void givesTheValueOfATaskThatIsDone(Shape shape) {
		this.first.returns("A");
		this.second.returns("B");
		assertThat(Awaiter.value(awaitShielded(shape))).containsExactly("A", "B");
	}

	private Stream<ControlledCall> tasks() {
		return Stream.of(this.first, this.second);
	}

	private CompletableFuture<List<String>> awaitShielded(Shape shape) {
		CompletableFuture<List<String>> results = switch (shape) {
			case FUTURES -> new AsyncPoolShield().awaitShielded(tasks().map((task) -> task.asyncCall().get()).toList());
			case MONOS ->
				new WebClientShield().awaitShielded(tasks().map(ControlledCall::mono).map(Mono::toFuture).toList())
					.toFuture();
			case BLOCKING -> {
				List<Future<String>> tasks = tasks().map((task) -> this.executor.submit(task.callable())).toList();
				yield Awaiter.onVirtualThread(() -> {
					try {
						return new VirtualThreadShield().awaitShielded(tasks);
					}
					finally {
						this.awaiterLeft.countDown();
					}
				});
			}
			case COROUTINES -> Awaiter.onEventLoop(() -> {
				List<Task<String>> tasks = tasks().map(ControlledCall::coroutine)
					.map(Asyncio::<String>createTask)
					.toList();
				try {
					return new AsyncioShield().awaitShielded(tasks);
				}
				finally {
					this.awaiterLeft.countDown();
				}
			});
		};
		if (shape == Shape.FUTURES || shape == Shape.MONOS) {
			results.whenComplete((_, _) -> this.awaiterLeft.countDown());
		}
		return results;
	}

}
