package dev.asynclab.lesson.queue;

import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What a queue between producers and consumers does, in each shape that has one. An item
 * is a number, which its source gives as text.
 */
@Timeout(120)
class QueueTests {

	private final List<ControlledCall> sources = calls(6);

	private final List<ControlledCall> work = calls(6);

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void worksOnEachItemOnceAndGivesResultsAsTheyCome(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 6, 6);
		produceAll();
		this.work.forEach(ControlledCall::awaitStarted);
		List<ControlledCall> backwards = this.work.reversed();
		this.work.getLast().returns("first").awaitEnded();
		backwards.stream().skip(1).forEach((item) -> item.returns("later"));
		assertThat(Awaiter.value(results)).hasSize(6).contains("first");
		assertThat(this.work).allSatisfy((item) -> assertThat(item.starts()).isOne());
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void oneProducerAndOneConsumerKeepTheOrder(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 1, 1);
		produceAll();
		workOnAll();
		assertThat(Awaiter.value(results)).containsExactly("w0", "w1", "w2", "w3", "w4", "w5");
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void noMoreAreProducedAtOnceThanThereAreProducers(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 2, 6);
		started(this.sources, 0, 1);
		assertThat(this.sources.get(2).starts()).isZero();
		workOnAll();
		produceAll();
		assertThat(Awaiter.value(results)).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void noMoreAreWorkedOnAtOnceThanThereAreConsumers(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 6, 2);
		produceAll();
		started(this.work, 0, 1);
		assertThat(this.work.get(2).starts()).isZero();
		workOnAll();
		assertThat(Awaiter.value(results)).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void aProducerWaitsWhileTheQueueIsFull(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 1, 1);
		produceAll();
		started(this.work, 0);
		// One is worked on, one is in the producer's hand, and one in the queue, if any.
		int taken = (shape == Shape.MONOS) ? 2 : 3;
		started(this.sources, taken - 1);
		assertThat(this.sources.get(taken).starts()).isZero();
		this.work.getFirst().returns("w0");
		started(this.sources, taken);
		workOnAll();
		assertThat(Awaiter.value(results)).hasSize(6);
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void aConsumerThatFailsEndsAll(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 1, 2);
		this.sources.get(0).returns("0");
		this.sources.get(1).returns("1");
		started(this.work, 0, 1);
		started(this.sources, 2);
		IllegalStateException error = new IllegalStateException("the work broke");
		this.work.get(0).raises(error);
		assertThat(cause(Awaiter.error(results))).isSameAs(error);
		this.work.get(1).awaitCancelled();
		this.sources.get(2).awaitCancelled();
		assertThat(this.sources.get(3).starts()).isZero();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void aProducerThatFailsEndsAll(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 2, 3);
		this.sources.get(0).returns("0");
		started(this.work, 0);
		started(this.sources, 1, 2);
		IllegalStateException error = new IllegalStateException("the source broke");
		this.sources.get(1).raises(error);
		assertThat(cause(Awaiter.error(results))).isSameAs(error);
		this.work.get(0).awaitCancelled();
		this.sources.get(2).awaitCancelled();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void cancellingReachesProducersAndConsumers(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 1, 2);
		this.sources.get(0).returns("0");
		started(this.work, 0);
		started(this.sources, 1);
		results.cancel(true);
		assertThat(Awaiter.error(results)).isInstanceOf(CancellationException.class);
		this.work.get(0).awaitCancelled();
		this.sources.get(1).awaitCancelled();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void moreProducersAndConsumersThanItemsEndToo(Shape shape) {
		CompletableFuture<List<String>> results = run(shape, 20, 20);
		produceAll();
		workOnAll();
		assertThat(Awaiter.value(results)).hasSize(6);
	}

	private void produceAll() {
		IntStream.range(0, 6).forEach((i) -> this.sources.get(i).returns(String.valueOf(i)));
	}

	private void workOnAll() {
		IntStream.range(0, 6).forEach((i) -> this.work.get(i).returns("w" + i));
	}

	private static void started(List<ControlledCall> calls, int... indices) {
		Arrays.stream(indices).mapToObj(calls::get).forEach(ControlledCall::awaitStarted);
	}

	private static Throwable cause(Throwable error) {
		return (error instanceof ExceptionGroup group) ? group.exceptions().getFirst() : error;
	}

	private static List<ControlledCall> calls(int count) {
		return Stream.generate(ControlledCall::new).limit(count).toList();
	}

	private <A> Function<String, A> work(Function<ControlledCall, A> form) {
		return (item) -> form.apply(this.work.get(Integer.parseInt(item)));
	}

	private CompletableFuture<List<String>> run(Shape shape, int producers, int consumers) {
		Stream<ControlledCall> sources = this.sources.stream();
		return switch (shape) {
			case FUTURES -> throw new IllegalArgumentException("A pool has no queue");
			case MONOS -> new WebClientQueue()
				.run(sources.map(ControlledCall::mono).toList(), producers, work(ControlledCall::mono), consumers)
				.toFuture();
			case BLOCKING -> Awaiter.onVirtualThread(() -> new VirtualThreadQueue(Thread.ofVirtual().factory()).run(
					sources.map(ControlledCall::callable).toList(), producers, work(ControlledCall::callable),
					consumers));
			case COROUTINES ->
				Awaiter.onEventLoop(() -> new AsyncioQueue().run(sources.map(ControlledCall::coroutine).toList(),
						producers, work(ControlledCall::coroutine), consumers));
		};
	}

}
