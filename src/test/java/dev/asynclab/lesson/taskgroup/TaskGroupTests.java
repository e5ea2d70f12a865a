package dev.asynclab.lesson.taskgroup;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import dev.asynclab.lesson.StubbornCall;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts 32 to 37 of asyncio's TaskGroup, in each shape that can keep them.
 */
@Timeout(120)
class TaskGroupTests {

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	@ParameterizedTest
	@EnumSource
	void returnsTheValuesInArgumentOrderWhenAllHaveEnded(Shape shape) {
		CompletableFuture<List<String>> results = taskGroup(shape, this.first, this.second);
		this.first.awaitStarted();
		this.second.returns("B").awaitEnded();
		assertThat(results).isNotDone();
		this.first.returns("A");
		assertThat(Awaiter.value(results)).containsExactly("A", "B");
	}

	@ParameterizedTest
	@EnumSource
	void returnsNothingForNone(Shape shape) {
		assertThat(Awaiter.value(taskGroup(shape))).isEmpty();
	}

	@ParameterizedTest
	@EnumSource
	void aFailureCancelsTheSiblings(Shape shape) {
		CompletableFuture<List<String>> results = taskGroup(shape, this.first, this.second);
		this.first.awaitStarted();
		IllegalStateException error = new IllegalStateException("B broke");
		this.second.raises(error);
		assertThat(bare(Awaiter.error(results))).isSameAs(error);
		this.first.awaitCancelled();
		this.first.awaitEnded();
	}

	@ParameterizedTest
	@EnumSource
	void aFailureTouchesNoSiblingThatHasEnded(Shape shape) {
		CompletableFuture<List<String>> results = taskGroup(shape, this.first, this.second);
		this.first.returns("A").awaitEnded();
		IllegalStateException error = new IllegalStateException("B broke");
		this.second.raises(error);
		assertThat(bare(Awaiter.error(results))).isSameAs(error);
		assertThat(this.first.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = "MONOS", mode = EnumSource.Mode.EXCLUDE)
	void aChildThatOthersCancelFailsNoTaskAndHasNoValue(Shape shape) {
		CompletableFuture<List<String>> results = taskGroup(shape, this.first, this.second);
		this.second.awaitStarted();
		this.first.raises(new CancellationException("by others")).awaitEnded();
		assertThat(this.second.isCancelled()).isFalse();
		assertThat(results).isNotDone();
		this.second.returns("B").awaitEnded();
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		assertThat(this.second.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesEveryChild(Shape shape) {
		CompletableFuture<List<String>> results = taskGroup(shape, this.first, this.second);
		this.first.awaitStarted();
		this.second.awaitStarted();
		results.cancel(true);
		this.first.awaitCancelled();
		this.second.awaitCancelled();
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void waitsForTheCleanUpOfTheSiblings(Shape shape) {
		StubbornCall sibling = new StubbornCall();
		CompletableFuture<List<String>> results = (shape == Shape.COROUTINES)
				? Awaiter.onEventLoop(
						() -> new AsyncioTaskGroup().taskGroup(List.of(sibling.coroutine(), this.second.coroutine())))
				: Awaiter.onVirtualThread(
						() -> virtualThread().taskGroup(List.of(sibling.callable(), this.second.callable())));
		sibling.awaitStarted();
		IllegalStateException error = new IllegalStateException("B broke");
		this.second.raises(error);
		sibling.awaitCancelled();
		assertThat(results).isNotDone();
		sibling.endsCancelled();
		assertThat(bare(Awaiter.error(results))).isSameAs(error);
	}

	private static Throwable bare(Throwable error) {
		return (error instanceof ExceptionGroup group) ? group.exceptions().getFirst() : error;
	}

	private static CompletableFuture<List<String>> taskGroup(Shape shape, ControlledCall... children) {
		Stream<ControlledCall> calls = Stream.of(children);
		return switch (shape) {
			case FUTURES -> new AsyncPoolTaskGroup().taskGroup(calls.map((call) -> call.asyncCall().get()).toList());
			case MONOS -> new WebClientTaskGroup().taskGroup(calls.map(ControlledCall::mono).toList()).toFuture();
			case BLOCKING ->
				Awaiter.onVirtualThread(() -> virtualThread().taskGroup(calls.map(ControlledCall::callable).toList()));
			case COROUTINES -> Awaiter
				.onEventLoop(() -> new AsyncioTaskGroup().taskGroup(calls.map(ControlledCall::coroutine).toList()));
		};
	}

	private static VirtualThreadTaskGroup virtualThread() {
		return new VirtualThreadTaskGroup(Thread.ofVirtual().factory());
	}

}
