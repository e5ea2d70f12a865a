package dev.asynclab.reactive;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.TimeoutError;
import dev.asynclab.asyncio.VirtualClock;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.reactivestreams.Publisher;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.assertj.core.api.Assertions.catchThrowable;

@Timeout(120)
class PublishersTests {

	private final AtomicInteger subscribed = new AtomicInteger();

	private final AtomicInteger cancelled = new AtomicInteger();

	@Test
	void returnsTheFirstElementAndCancelsTheRest() {
		Flux<Integer> numbers = watched(Flux.range(1, 3).concatWith(Flux.never()));
		assertThat(Asyncio.<@Nullable Integer>run(() -> Publishers.awaitFirst(numbers))).isEqualTo(1);
		assertThat(this.cancelled).hasValue(1);
	}

	@Test
	void returnsNullIfThereIsNone() {
		assertThat(Asyncio.<@Nullable Object>run(() -> Publishers.awaitFirst(Flux.empty()))).isNull();
	}

	@Test
	void throwsTheErrorAsItIs() {
		IOException error = new IOException("X");
		assertThatExceptionOfType(IOException.class)
			.isThrownBy(() -> Asyncio.<@Nullable Object>run(() -> Publishers.awaitFirst(Mono.error(error))))
			.isSameAs(error);
	}

	@Test
	void takesAPublisherOfAnyKind() {
		Publisher<String> own = (subscriber) -> Mono.just("own").subscribe(subscriber);
		assertThat(Asyncio.<@Nullable String>run(() -> Publishers.awaitFirst(own))).isEqualTo("own");
	}

	@Test
	void waitsForAnotherThreadWhileOthersRun() {
		Sinks.One<String> sink = Sinks.one();
		String value = Asyncio.<@Nullable String>run(() -> {
			Task<?> other = Asyncio.createTask(() -> Thread.ofPlatform().start(() -> sink.tryEmitValue("foreign")));
			@Nullable String first = Publishers.awaitFirst(sink.asMono());
			assertThat(other.done()).isTrue();
			return first;
		});
		assertThat(value).isEqualTo("foreign");
	}

	@Test
	void cancellingTheAwaiterCancelsTheSubscription() {
		Asyncio.run(() -> {
			Task<?> awaiter = Asyncio.<@Nullable Object>createTask(() -> Publishers.awaitFirst(watched(Flux.never())));
			Asyncio.sleep(Duration.ZERO);
			assertThat(this.subscribed).hasValue(1);
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(awaiter::await);
			assertThat(this.cancelled).hasValue(1);
			assertThat(awaiter.cancelled()).isTrue();
		});
	}

	@Test
	void aTimeOutCancelsTheSubscription() {
		Asyncio.run(new EventLoop(new VirtualClock()), () -> {
			assertThatExceptionOfType(TimeoutError.class).isThrownBy(() -> Asyncio
				.<@Nullable Object>timeout(Duration.ofSeconds(1), () -> Publishers.awaitFirst(watched(Flux.never()))));
			assertThat(this.cancelled).hasValue(1);
		});
	}

	@Test
	void subscribesToNothingOutsideTasks() {
		Mono<Object> mono = watched(Flux.never()).next();
		assertThatIllegalStateException().isThrownBy(() -> Publishers.awaitFirst(mono))
			.withMessage("no running event loop");
		Asyncio.run(() -> {
			AtomicReference<Throwable> thrown = new AtomicReference<>();
			EventLoop.running().callSoon(() -> thrown.set(catchThrowable(() -> Publishers.awaitFirst(mono))));
			Asyncio.sleep(Duration.ZERO);
			assertThat(thrown.get()).isInstanceOf(IllegalStateException.class).hasMessage("await outside a task");
		});
		assertThat(this.subscribed).hasValue(0);
	}

	private <T> Flux<T> watched(Flux<T> flux) {
		return flux.doOnSubscribe((subscription) -> this.subscribed.incrementAndGet())
			.doOnCancel(this.cancelled::incrementAndGet);
	}

}
