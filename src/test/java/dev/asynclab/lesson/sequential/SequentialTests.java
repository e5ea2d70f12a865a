package dev.asynclab.lesson.sequential;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * One after the other, in each shape.
 */
@Timeout(120)
class SequentialTests {

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	@ParameterizedTest
	@EnumSource
	void startsEachWhenTheOneBeforeHasEnded(Shape shape) {
		CompletableFuture<List<String>> results = sequential(shape);
		this.first.awaitStarted();
		assertThat(this.second.starts()).isZero();
		this.first.returns("A");
		this.second.awaitStarted();
		this.second.returns("B");
		assertThat(Awaiter.value(results)).containsExactly("A", "B");
	}

	@ParameterizedTest
	@EnumSource
	void neverStartsWhatComesAfterAFailure(Shape shape) {
		CompletableFuture<List<String>> results = sequential(shape);
		this.first.raises(new IllegalStateException("A broke"));
		assertThat(Awaiter.error(results)).hasMessage("A broke");
		assertThat(this.second.starts()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void cancellingStopsTheCallUnderWay(Shape shape) {
		CompletableFuture<List<String>> results = sequential(shape);
		this.first.awaitStarted();
		results.cancel(true);
		this.first.awaitCancelled();
		this.first.awaitEnded();
		assertThat(this.second.starts()).isZero();
	}

	private CompletableFuture<List<String>> sequential(Shape shape) {
		Stream<ControlledCall> calls = Stream.of(this.first, this.second);
		return switch (shape) {
			case FUTURES -> new AsyncPoolSequential().sequential(calls.map(ControlledCall::asyncCall).toList());
			case MONOS -> new WebClientSequential().sequential(calls.map(ControlledCall::mono).toList()).toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(
					() -> new VirtualThreadSequential().sequential(calls.map(ControlledCall::callable).toList()));
			case COROUTINES -> Awaiter
				.onEventLoop(() -> new AsyncioSequential().sequential(calls.map(ControlledCall::coroutine).toList()));
		};
	}

}
