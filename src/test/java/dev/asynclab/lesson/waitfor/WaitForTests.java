package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeoutException;

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

/**
 * Facts 45 to 48 and 50 of asyncio's wait_for, in each shape that can keep them.
 */
@Timeout(120)
class WaitForTests {

	private static final Duration LONG = Duration.ofMinutes(10);

	private static final Duration SHORT = Duration.ofMillis(20);

	private final ControlledCall call = new ControlledCall();

	private final StubbornCall stubborn = new StubbornCall();

	@ParameterizedTest
	@EnumSource
	void returnsTheValueThatComesInTime(Shape shape) {
		CompletableFuture<String> result = waitFor(shape, LONG);
		this.call.awaitStarted();
		assertThat(result).isNotDone();
		this.call.returns("A");
		assertThat(Awaiter.value(result)).isEqualTo("A");
		assertThat(this.call.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheErrorThatComesInTime(Shape shape) {
		IllegalStateException error = new IllegalStateException("A broke");
		this.call.raises(error);
		assertThat(Awaiter.error(waitFor(shape, LONG))).isSameAs(error);
	}

	@ParameterizedTest
	@EnumSource
	void stopsTheCallWhenTimeIsUp(Shape shape) {
		CompletableFuture<String> result = waitFor(shape, SHORT);
		assertThat(Awaiter.error(result)).isInstanceOfAny(TimeoutException.class, TimeoutError.class);
		this.call.awaitCancelled();
		this.call.awaitEnded();
	}

	@ParameterizedTest
	@EnumSource
	void cancellingStopsTheCall(Shape shape) {
		CompletableFuture<String> result = waitFor(shape, LONG);
		this.call.awaitStarted();
		result.cancel(true);
		this.call.awaitCancelled();
		assertThat(Awaiter.error(result)).isInstanceOf(CancellationException.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void waitsForTheCleanUpBeforeItRaises(Shape shape) {
		CompletableFuture<String> result = waitForStubborn(shape);
		this.stubborn.awaitCancelled();
		assertThat(result).isNotDone();
		this.stubborn.endsCancelled();
		assertThat(Awaiter.error(result)).isInstanceOfAny(TimeoutException.class, TimeoutError.class)
			.hasCauseInstanceOf(Throwable.class);
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void returnsTheValueOfACallThatRefusesToEnd(Shape shape) {
		CompletableFuture<String> result = waitForStubborn(shape);
		this.stubborn.awaitCancelled();
		this.stubborn.returns("late");
		assertThat(Awaiter.value(result)).isEqualTo("late");
	}

	@ParameterizedTest
	@EnumSource(names = { "BLOCKING", "COROUTINES" })
	void raisesTheErrorOfTheCleanUp(Shape shape) {
		CompletableFuture<String> result = waitForStubborn(shape);
		this.stubborn.awaitCancelled();
		IllegalStateException error = new IllegalStateException("the clean-up broke");
		this.stubborn.raises(error);
		assertThat(Awaiter.error(result)).isSameAs(error);
	}

	@Test
	void takesAValueThatIsThereWithoutAnyTime() {
		CompletableFuture<String> done = CompletableFuture.completedFuture("A");
		assertThat(Awaiter.value(new AsyncPoolWaitFor().waitFor(done, Duration.ZERO))).isEqualTo("A");
	}

	@Test
	void asyncioNeverStartsACallWithoutAnyTime() {
		assertThat(Awaiter.error(waitFor(Shape.COROUTINES, Duration.ZERO))).isInstanceOf(TimeoutError.class);
		assertThat(this.call.starts()).isZero();
	}

	private CompletableFuture<String> waitFor(Shape shape, Duration timeout) {
		return switch (shape) {
			case FUTURES -> new AsyncPoolWaitFor().waitFor(this.call.asyncCall().get(), timeout);
			case MONOS -> new WebClientWaitFor().waitFor(this.call.mono(), timeout).toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> virtualThread().waitFor(this.call.callable(), timeout));
			case COROUTINES -> Awaiter.onEventLoop(() -> new AsyncioWaitFor().waitFor(this.call.coroutine(), timeout));
		};
	}

	private CompletableFuture<String> waitForStubborn(Shape shape) {
		return (shape == Shape.COROUTINES)
				? Awaiter.onEventLoop(() -> new AsyncioWaitFor().waitFor(this.stubborn.coroutine(), SHORT))
				: Awaiter.onVirtualThread(() -> virtualThread().waitFor(this.stubborn.callable(), SHORT));
	}

	private static VirtualThreadWaitFor virtualThread() {
		return new VirtualThreadWaitFor(Thread.ofVirtual().factory());
	}

}
