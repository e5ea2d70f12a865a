package dev.asynclab.lesson.gather;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts 24 to 28 of asyncio's gather, and its limit, in each shape.
 */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class GatherTests {

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
	void keepsArgumentOrderWhenTheLastEndsFirst(Shape shape) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<? extends List<?>> results = gather(shape, calls);
		calls.get(2).returns("C");
		calls.get(1).returns("B");
		assertThat(results).isNotDone();
		calls.get(0).returns("A");
		assertThat(Awaiter.value(results)).isEqualTo(List.of("A", "B", "C"));
	}

	@ParameterizedTest
	@EnumSource
	void returnsAnEmptyListForNone(Shape shape) {
		assertThat(Awaiter.value(gather(shape, List.of()))).isEqualTo(List.of());
	}

	@ParameterizedTest
	@EnumSource
	void runsOnceAndReportsTwiceWhatIsGivenTwice(Shape shape) {
		ControlledCall twice = new ControlledCall().returns("A");
		ControlledCall other = new ControlledCall().returns("B");
		assertThat(Awaiter.value(gather(shape, List.of(twice, other, twice)))).isEqualTo(List.of("A", "B", "A"));
		assertThat(twice.starts()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheFirstErrorAtOnceAndLetsSiblingsRunOn(Shape shape) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(shape, calls);
		calls.forEach(ControlledCall::awaitStarted);
		IllegalStateException first = new IllegalStateException("B broke");
		calls.get(1).raises(first);
		assertThat(Awaiter.error(results)).isSameAs(first);
		assertThat(calls.get(0).isCancelled()).isFalse();
		calls.get(2).raises(new IllegalStateException("C broke later, and nobody hears of it"));
		calls.get(0).returns("A");
		calls.get(0).awaitEnded();
		assertThat(calls.get(0).isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void takesErrorsAsValuesAndWaitsForAll(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<? extends List<?>> results = gatherReturningExceptions(shape, calls);
		IllegalStateException error = new IllegalStateException("A broke");
		calls.get(0).raises(error);
		assertThat(results).isNotDone();
		calls.get(1).returns("B");
		assertThat(Awaiter.value(results)).isEqualTo(List.of(error, "B"));
	}

	@ParameterizedTest
	@EnumSource
	void reportsTwiceAnErrorThatIsGivenTwice(Shape shape) {
		IllegalStateException error = new IllegalStateException("A broke");
		ControlledCall twice = new ControlledCall().raises(error);
		assertThat(Awaiter.value(gatherReturningExceptions(shape, List.of(twice, twice))))
			.isEqualTo(List.of(error, error));
		assertThat(twice.starts()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void countsAChildThatOthersCancelledAsRaisingCancellation(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(shape, calls);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(0).raises(new CancellationException("by others"));
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		assertThat(calls.get(1).isCancelled()).isFalse();
		calls.get(1).returns("B").awaitEnded();
		assertThat(calls.get(1).isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void takesACancelledChildAsAValue(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<? extends List<?>> results = gatherReturningExceptions(shape, calls);
		CancellationException cancellation = new CancellationException("by others");
		calls.get(0).raises(cancellation);
		calls.get(1).returns("B");
		assertThat(Awaiter.value(results).getFirst()).isInstanceOfAny(CancellationException.class,
				CancelledError.class);
		assertThat(Awaiter.value(results).getLast()).isEqualTo("B");
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesEveryUnfinishedChild(Shape shape) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(shape, calls);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(0).returns("A").awaitEnded();
		results.cancel(true);
		calls.get(1).awaitCancelled();
		calls.get(2).awaitCancelled();
		assertThat(calls.get(0).isCancelled()).isFalse();
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesEveryChildWhenErrorsAreValues(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gatherReturningExceptions(shape, calls);
		calls.forEach(ControlledCall::awaitStarted);
		results.cancel(true);
		calls.forEach(ControlledCall::awaitCancelled);
	}

	@ParameterizedTest
	@EnumSource
	void cancellingAfterAnErrorCancelsNoTask(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(shape, calls);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(0).raises(new IllegalStateException("A broke"));
		Awaiter.error(results);
		assertThat(results.cancel(true)).isFalse();
		calls.get(1).returns("B").awaitEnded();
		assertThat(calls.get(1).isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void runsNoMoreAtOnceThanTheLimit(Shape shape) {
		List<ControlledCall> calls = calls(4);
		CompletableFuture<? extends List<?>> results = gather(shape, calls, 2);
		calls.get(0).awaitStarted();
		calls.get(1).awaitStarted();
		assertThat(calls.get(2).starts()).isZero();
		calls.get(1).returns("B");
		calls.get(2).awaitStarted();
		assertThat(calls.get(3).starts()).isZero();
		calls.get(2).returns("C");
		calls.get(3).awaitStarted();
		calls.get(3).returns("D");
		calls.get(0).returns("A");
		assertThat(Awaiter.value(results)).isEqualTo(List.of("A", "B", "C", "D"));
	}

	@ParameterizedTest
	@EnumSource
	void givesThePlaceOfAFailedChildToTheNext(Shape shape) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(shape, calls, 1);
		calls.get(0).raises(new IllegalStateException("A broke"));
		assertThat(Awaiter.error(results)).hasMessage("A broke");
		calls.get(1).awaitStarted();
		calls.get(1).returns("B").awaitEnded();
	}

	@ParameterizedTest
	@EnumSource
	void neverStartsAChildThatIsCancelledWhileItWaits(Shape shape) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(shape, calls, 1);
		calls.get(0).awaitStarted();
		results.cancel(true);
		calls.get(0).awaitCancelled();
		calls.get(0).awaitEnded();
		assertThat(calls.get(1).starts()).isZero();
		assertThat(calls.get(2).starts()).isZero();
	}

	private static List<ControlledCall> calls(int count) {
		return IntStream.range(0, count).mapToObj((_) -> new ControlledCall()).toList();
	}

	private CompletableFuture<? extends List<?>> gather(Shape shape, List<ControlledCall> calls) {
		return switch (shape) {
			case FUTURES -> new AsyncPoolGather().gather(tasks(calls));
			case MONOS, BLOCKING, COROUTINES -> gather(shape, calls, 10);
		};
	}

	private CompletableFuture<? extends List<?>> gather(Shape shape, List<ControlledCall> calls, int limit) {
		return switch (shape) {
			case FUTURES -> new AsyncPoolGather()
				.gather(new AsyncPoolLimit().start(calls.stream().map(ControlledCall::asyncCall).toList(), limit));
			case MONOS ->
				new WebClientGather().gather(calls.stream().map(ControlledCall::mono).toList(), limit).toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> new VirtualThreadGather(this.executor)
				.gather(calls.stream().map(ControlledCall::callable).toList(), limit));
			case COROUTINES -> Awaiter.onEventLoop(
					() -> new AsyncioGather().gather(calls.stream().map(ControlledCall::coroutine).toList(), limit));
		};
	}

	private CompletableFuture<? extends List<?>> gatherReturningExceptions(Shape shape, List<ControlledCall> calls) {
		return switch (shape) {
			case FUTURES -> new AsyncPoolGather().gatherReturningExceptions(tasks(calls));
			case MONOS ->
				new WebClientGather().gatherReturningExceptions(calls.stream().map(ControlledCall::mono).toList(), 10)
					.toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> new VirtualThreadGather(this.executor)
				.gatherReturningExceptions(calls.stream().map(ControlledCall::callable).toList(), 10));
			case COROUTINES -> Awaiter.onEventLoop(() -> new AsyncioGather()
				.gatherReturningExceptions(calls.stream().map(ControlledCall::coroutine).toList(), 10));
		};
	}

	private static List<CompletableFuture<String>> tasks(List<ControlledCall> calls) {
		Map<ControlledCall, CompletableFuture<String>> tasks = new HashMap<>();
		return calls.stream().map((call) -> tasks.computeIfAbsent(call, (it) -> it.asyncCall().get())).toList();
	}

}
