package dev.asynclab.lesson.timeout;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;

import dev.asynclab.asyncio.TimeoutError;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import dev.asynclab.lesson.StubbornCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Facts 52, 54 and 55 of asyncio's timeout, in each shape that can keep them.
 */
@Timeout(120)
class TimeoutTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Duration SHORT = Duration.ofMillis(20);

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	private final StubbornCall stubborn = new StubbornCall();

	@ParameterizedTest
	@EnumSource
	void awaitsOneAfterTheOther(Shape shape) {
		CompletableFuture<List<String>> results = timeout(shape, LONG);
		this.first.awaitStarted();
		assertThat(this.second.starts()).isZero();
		this.first.returns("A");
		this.second.awaitStarted();
		this.second.returns("B");
		assertThat(Awaiter.value(results)).containsExactly("A", "B");
	}

	@ParameterizedTest
	@EnumSource
	void cancelsTheCallUnderWayWhenTimeIsUpAndStartsNoOther(Shape shape) {
		CompletableFuture<List<String>> results = timeout(shape, SHORT);
		assertThat(Awaiter.error(results)).isInstanceOfAny(TimeoutException.class, TimeoutError.class);
		this.first.awaitCancelled();
		this.first.awaitEnded();
		assertThat(this.second.starts()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void countsForAllCallsTogether(Shape shape) {
		this.first.returns("A");
		CompletableFuture<List<String>> results = timeout(shape, Duration.ofSeconds(1));
		this.second.awaitStarted();
		assertThat(Awaiter.error(results)).isInstanceOfAny(TimeoutException.class, TimeoutError.class);
		this.second.awaitCancelled();
	}

	@ParameterizedTest
	@EnumSource
	void aFailureLeavesTheBlockAsItIs(Shape shape) {
		IllegalStateException error = new IllegalStateException("A broke");
		this.first.raises(error);
		assertThat(Awaiter.error(timeout(shape, LONG))).isSameAs(error);
		assertThat(this.second.starts()).isZero();
	}

	@ParameterizedTest
	@EnumSource
	void aCancellationStaysOne(Shape shape) {
		CompletableFuture<List<String>> results = timeout(shape, LONG);
		this.first.awaitStarted();
		results.cancel(true);
		this.first.awaitCancelled();
		this.first.awaitEnded();
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		assertThat(this.second.starts()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void waitsForTheCleanUpOfTheBlock(Shape shape) {
		CompletableFuture<List<String>> results = stubborn(shape);
		this.stubborn.awaitCancelled();
		assertThat(results).isNotDone();
		this.stubborn.endsCancelled();
		assertThat(Awaiter.error(results)).isInstanceOfAny(TimeoutException.class, TimeoutError.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void isNoErrorWhereTheBlockSwallowsIt(Shape shape) {
		CompletableFuture<List<String>> results = stubborn(shape);
		this.stubborn.awaitCancelled();
		this.stubborn.returns("late");
		assertThat(Awaiter.value(results)).containsExactly("late");
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void letsAnotherErrorOfTheCleanUpPass(Shape shape) {
		CompletableFuture<List<String>> results = stubborn(shape);
		this.stubborn.awaitCancelled();
		IllegalStateException error = new IllegalStateException("the clean-up broke");
		this.stubborn.raises(error);
		assertThat(Awaiter.error(results)).isSameAs(error);
	}

	@Test
	void leavesNoInterruptBehindOnTheCallersThread() {
		CompletableFuture<Boolean> interrupted = Awaiter.onVirtualThread(() -> {
			assertThatExceptionOfType(TimeoutException.class)
				.isThrownBy(() -> new VirtualThreadTimeout().timeout(SHORT, List.of(() -> {
					try {
						new CountDownLatch(1).await();
						return "never";
					}
					finally {
						Thread.currentThread().interrupt();
					}
				})));
			return Thread.interrupted();
		});
		assertThat(Awaiter.value(interrupted)).isFalse();
	}

	private CompletableFuture<List<String>> timeout(Shape shape, Duration delay) {
		Stream<ControlledCall> calls = Stream.of(this.first, this.second);
		return switch (shape) {
			case FUTURES -> new AsyncPoolTimeout().timeout(delay, calls.map(ControlledCall::asyncCall).toList());
			case MONOS -> new WebClientTimeout().timeout(delay, calls.map(ControlledCall::mono).toList()).toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(
					() -> new VirtualThreadTimeout().timeout(delay, calls.map(ControlledCall::callable).toList()));
			case COROUTINES -> Awaiter
				.onEventLoop(() -> new AsyncioTimeout().timeout(delay, calls.map(ControlledCall::coroutine).toList()));
		};
	}

	private CompletableFuture<List<String>> stubborn(Shape shape) {
		return (shape == Shape.COROUTINES)
				? Awaiter.onEventLoop(() -> new AsyncioTimeout().timeout(SHORT, List.of(this.stubborn.coroutine())))
				: Awaiter.onVirtualThread(
						() -> new VirtualThreadTimeout().timeout(SHORT, List.of(this.stubborn.callable())));
	}

}
