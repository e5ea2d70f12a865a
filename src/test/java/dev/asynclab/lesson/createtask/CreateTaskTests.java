package dev.asynclab.lesson.createtask;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What create_task does, in each shape.
 */
@Timeout(120)
class CreateTaskTests {

	private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	private final ControlledCall third = new ControlledCall();

	@AfterEach
	void stopExecutor() {
		this.executor.shutdownNow();
	}

	@ParameterizedTest
	@EnumSource
	void startsAllBeforeItAwaitsAny(Shape shape) {
		CompletableFuture<List<String>> results = createTasks(shape);
		Stream.of(this.first, this.second, this.third).forEach(ControlledCall::awaitStarted);
		this.third.returns("C");
		this.second.returns("B");
		assertThat(results).isNotDone();
		this.first.returns("A");
		assertThat(Awaiter.value(results)).containsExactly("A", "B", "C");
	}

	@ParameterizedTest
	@EnumSource
	void raisesAFailureWhereItsTaskIsAwaited(Shape shape) {
		CompletableFuture<List<String>> results = createTasks(shape);
		this.second.raises(new IllegalStateException("B broke")).awaitEnded();
		assertThat(results).isNotDone();
		this.first.returns("A");
		assertThat(Awaiter.error(results)).hasMessage("B broke");
		assertThat(this.third.isCancelled()).isFalse();
		this.third.returns("C").awaitEnded();
		assertThat(this.third.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void cancelsTheAwaitedTaskAndNoOther(Shape shape) {
		CompletableFuture<List<String>> results = createTasks(shape);
		Stream.of(this.first, this.second, this.third).forEach(ControlledCall::awaitStarted);
		results.cancel(true);
		this.first.awaitCancelled();
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		this.second.returns("B").awaitEnded();
		this.third.returns("C").awaitEnded();
		assertThat(this.second.isCancelled()).isFalse();
		assertThat(this.third.isCancelled()).isFalse();
	}

	private CompletableFuture<List<String>> createTasks(Shape shape) {
		Stream<ControlledCall> calls = Stream.of(this.first, this.second, this.third);
		return switch (shape) {
			case FUTURES -> new AsyncPoolCreateTask().createTasks(calls.map(ControlledCall::asyncCall).toList());
			case MONOS -> new WebClientCreateTask().createTasks(calls.map(ControlledCall::mono).toList()).toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> new VirtualThreadCreateTask(this.executor)
				.createTasks(calls.map(ControlledCall::callable).toList()));
			case COROUTINES -> Awaiter
				.onEventLoop(() -> new AsyncioCreateTask().createTasks(calls.map(ControlledCall::coroutine).toList()));
		};
	}

}
