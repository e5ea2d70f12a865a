package dev.asynclab.lesson.run;

import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Facts 1 to 3 of asyncio's run, in each shape that has one.
 */
@Timeout(120)
class RunTests {

	private final ControlledCall first = new ControlledCall();

	private final ControlledCall second = new ControlledCall();

	private final ControlledCall main = new ControlledCall();

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void returnsTheValueOfMainAndCancelsTheRest(Shape shape) {
		CompletableFuture<String> result = run(shape);
		all().forEach(ControlledCall::awaitStarted);
		this.first.returns("A").awaitEnded();
		assertThat(result).isNotDone();
		this.main.returns("main");
		assertThat(Awaiter.value(result)).isEqualTo("main");
		assertThat(this.second.isCancelled()).isTrue();
		assertThat(this.first.isCancelled()).isFalse();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void raisesTheErrorOfMainAndCancelsTheRest(Shape shape) {
		CompletableFuture<String> result = run(shape);
		all().forEach(ControlledCall::awaitStarted);
		IllegalStateException error = new IllegalStateException("main broke");
		this.main.raises(error);
		assertThat(Awaiter.error(result)).isSameAs(error);
		assertThat(this.first.isCancelled()).isTrue();
		assertThat(this.second.isCancelled()).isTrue();
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void anErrorBesideMainDoesNotReachIt(Shape shape) {
		CompletableFuture<String> result = run(shape);
		all().forEach(ControlledCall::awaitStarted);
		this.first.raises(new IllegalStateException("A broke")).awaitEnded();
		this.main.returns("main");
		assertThat(Awaiter.value(result)).isEqualTo("main");
	}

	@ParameterizedTest
	@EnumSource(names = "FUTURES", mode = EnumSource.Mode.EXCLUDE)
	void cancellingReachesMainAndTheRest(Shape shape) {
		CompletableFuture<String> result = run(shape);
		all().forEach(ControlledCall::awaitStarted);
		result.cancel(true);
		assertThat(Awaiter.error(result)).isInstanceOf(CancellationException.class);
		all().forEach(ControlledCall::awaitCancelled);
	}

	@Test
	void asyncioRefusesARunInsideARun() {
		CompletableFuture<String> result = Awaiter.onVirtualThread(
				() -> new AsyncioRun().run(List.of(), () -> new AsyncioRun().run(List.of(), () -> "inner")));
		assertThat(Awaiter.error(result)).isInstanceOf(IllegalStateException.class)
			.hasMessage("asyncio.run() cannot be called from a running event loop");
	}

	@Test
	void reactorRefusesToBlockOnAThreadThatMustNot() {
		CompletableFuture<?> result = Mono
			.fromSupplier(() -> String.valueOf(new WebClientRun().run(List.of(), Mono.never())))
			.subscribeOn(Schedulers.parallel())
			.toFuture();
		assertThat(Awaiter.error(result)).isInstanceOf(IllegalStateException.class)
			.hasMessageContaining("block()/blockFirst()/blockLast() are blocking");
	}

	@Test
	void aVirtualThreadMayRunInsideARun() {
		VirtualThreadRun run = new VirtualThreadRun(Thread.ofVirtual().factory());
		assertThat(Awaiter
			.value(Awaiter.onVirtualThread(() -> run.run(List.of(), () -> run.run(List.of(), () -> "inner")))))
			.isEqualTo("inner");
	}

	private Stream<ControlledCall> all() {
		return Stream.of(this.first, this.second, this.main);
	}

	private CompletableFuture<String> run(Shape shape) {
		Stream<ControlledCall> rest = Stream.of(this.first, this.second);
		return Awaiter.onVirtualThread(() -> switch (shape) {
			case FUTURES -> throw new IllegalArgumentException("A pool has no run");
			case MONOS ->
				String.valueOf(new WebClientRun().run(rest.map(ControlledCall::mono).toList(), this.main.mono()));
			case BLOCKING -> new VirtualThreadRun(Thread.ofVirtual().factory())
				.run(rest.map(ControlledCall::callable).toList(), this.main.callable());
			case COROUTINES ->
				new AsyncioRun().run(rest.map(ControlledCall::coroutine).toList(), this.main.coroutine());
		});
	}

}
