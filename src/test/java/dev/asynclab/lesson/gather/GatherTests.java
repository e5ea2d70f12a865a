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
import dev.asynclab.job.Style;
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
 * Facts 24 to 28 of asyncio's gather, and its limit, in each style.
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
	void keepsArgumentOrderWhenTheLastEndsFirst(Style style) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<? extends List<?>> results = gather(style, calls);
		calls.get(2).returns("C");
		calls.get(1).returns("B");
		assertThat(results).isNotDone();
		calls.get(0).returns("A");
		assertThat(Awaiter.value(results)).isEqualTo(List.of("A", "B", "C"));
	}

	@ParameterizedTest
	@EnumSource
	void returnsAnEmptyListForNone(Style style) {
		assertThat(Awaiter.value(gather(style, List.of()))).isEqualTo(List.of());
	}

	@ParameterizedTest
	@EnumSource
	void runsOnceAndReportsTwiceWhatIsGivenTwice(Style style) {
		ControlledCall twice = new ControlledCall().returns("A");
		ControlledCall other = new ControlledCall().returns("B");
		assertThat(Awaiter.value(gather(style, List.of(twice, other, twice)))).isEqualTo(List.of("A", "B", "A"));
		assertThat(twice.starts()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void raisesTheFirstErrorAtOnceAndLetsSiblingsRunOn(Style style) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(style, calls);
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
	void takesErrorsAsValuesAndWaitsForAll(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<? extends List<?>> results = gatherReturningExceptions(style, calls);
		IllegalStateException error = new IllegalStateException("A broke");
		calls.get(0).raises(error);
		assertThat(results).isNotDone();
		calls.get(1).returns("B");
		assertThat(Awaiter.value(results)).isEqualTo(List.of(error, "B"));
	}

	@ParameterizedTest
	@EnumSource
	void reportsTwiceAnErrorThatIsGivenTwice(Style style) {
		IllegalStateException error = new IllegalStateException("A broke");
		ControlledCall twice = new ControlledCall().raises(error);
		assertThat(Awaiter.value(gatherReturningExceptions(style, List.of(twice, twice))))
			.isEqualTo(List.of(error, error));
		assertThat(twice.starts()).isOne();
	}

	@ParameterizedTest
	@EnumSource
	void countsAChildThatOthersCancelledAsRaisingCancellation(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(style, calls);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(0).raises(new CancellationException("by others"));
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		assertThat(calls.get(1).isCancelled()).isFalse();
		calls.get(1).returns("B").awaitEnded();
		assertThat(calls.get(1).isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void takesACancelledChildAsAValue(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<? extends List<?>> results = gatherReturningExceptions(style, calls);
		CancellationException cancellation = new CancellationException("by others");
		calls.get(0).raises(cancellation);
		calls.get(1).returns("B");
		assertThat(Awaiter.value(results).getFirst()).isInstanceOfAny(CancellationException.class,
				CancelledError.class);
		assertThat(Awaiter.value(results).getLast()).isEqualTo("B");
	}

	@ParameterizedTest
	@EnumSource
	void cancellingReachesEveryUnfinishedChild(Style style) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(style, calls);
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
	void cancellingReachesEveryChildWhenErrorsAreValues(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gatherReturningExceptions(style, calls);
		calls.forEach(ControlledCall::awaitStarted);
		results.cancel(true);
		calls.forEach(ControlledCall::awaitCancelled);
	}

	@ParameterizedTest
	@EnumSource
	void cancellingAfterAnErrorTouchesNobody(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(style, calls);
		calls.forEach(ControlledCall::awaitStarted);
		calls.get(0).raises(new IllegalStateException("A broke"));
		Awaiter.error(results);
		assertThat(results.cancel(true)).isFalse();
		calls.get(1).returns("B").awaitEnded();
		assertThat(calls.get(1).isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource
	void runsNoMoreAtOnceThanTheLimit(Style style) {
		List<ControlledCall> calls = calls(4);
		CompletableFuture<? extends List<?>> results = gather(style, calls, 2);
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
	void givesThePlaceOfAFailedChildToTheNext(Style style) {
		List<ControlledCall> calls = calls(2);
		CompletableFuture<?> results = gather(style, calls, 1);
		calls.get(0).raises(new IllegalStateException("A broke"));
		assertThat(Awaiter.error(results)).hasMessage("A broke");
		calls.get(1).awaitStarted();
		calls.get(1).returns("B").awaitEnded();
	}

	@ParameterizedTest
	@EnumSource
	void neverStartsAChildThatIsCancelledWhileItWaits(Style style) {
		List<ControlledCall> calls = calls(3);
		CompletableFuture<?> results = gather(style, calls, 1);
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

	private CompletableFuture<? extends List<?>> gather(Style style, List<ControlledCall> calls) {
		return switch (style) {
			case ASYNC_POOL -> new AsyncPoolGather().gather(tasks(calls));
			case WEBCLIENT, VIRTUAL_THREAD, ASYNCIO -> gather(style, calls, 10);
		};
	}

	private CompletableFuture<? extends List<?>> gather(Style style, List<ControlledCall> calls, int limit) {
		return switch (style) {
			case ASYNC_POOL -> new AsyncPoolGather()
				.gather(new AsyncPoolLimit().start(calls.stream().map(ControlledCall::asyncCall).toList(), limit));
			case WEBCLIENT ->
				new WebClientGather().gather(calls.stream().map(ControlledCall::mono).toList(), limit).toFuture();
			case VIRTUAL_THREAD -> Awaiter.onVirtualThread(() -> new VirtualThreadGather(this.executor)
				.gather(calls.stream().map(ControlledCall::callable).toList(), limit));
			case ASYNCIO -> Awaiter.onEventLoop(
					() -> new AsyncioGather().gather(calls.stream().map(ControlledCall::coroutine).toList(), limit));
		};
	}

	private CompletableFuture<? extends List<?>> gatherReturningExceptions(Style style, List<ControlledCall> calls) {
		return switch (style) {
			case ASYNC_POOL -> new AsyncPoolGather().gatherReturningExceptions(tasks(calls));
			case WEBCLIENT ->
				new WebClientGather().gatherReturningExceptions(calls.stream().map(ControlledCall::mono).toList(), 10)
					.toFuture();
			case VIRTUAL_THREAD -> Awaiter.onVirtualThread(() -> new VirtualThreadGather(this.executor)
				.gatherReturningExceptions(calls.stream().map(ControlledCall::callable).toList(), 10));
			case ASYNCIO -> Awaiter.onEventLoop(() -> new AsyncioGather()
				.gatherReturningExceptions(calls.stream().map(ControlledCall::coroutine).toList(), 10));
		};
	}

	private static List<CompletableFuture<String>> tasks(List<ControlledCall> calls) {
		Map<ControlledCall, CompletableFuture<String>> tasks = new HashMap<>();
		return calls.stream().map((call) -> tasks.computeIfAbsent(call, (it) -> it.asyncCall().get())).toList();
	}

}
