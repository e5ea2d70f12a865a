package dev.asynclab.lesson.hello;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.asynclab.lesson.Awaiter;
import dev.asynclab.lesson.ControlledCall;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Hello, await, World. The {@code @Async} proxy is tested with the whole service.
 */
@Timeout(120)
class HelloTests {

	private final List<String> printed = new CopyOnWriteArrayList<>();

	private final ControlledCall io = new ControlledCall();

	@Test
	void asyncPoolSaysWorldAfterTheIo() {
		saysWorldAfterTheIo(Awaiter
			.onVirtualThread(() -> new AsyncPoolHello().sayHello(this.printed::add, this.io.callable()).get()));
	}

	@Test
	void webClientSaysWorldAfterTheIo() {
		saysWorldAfterTheIo(new WebClientHello().sayHello(this.printed::add, this.io.mono()).toFuture());
	}

	@Test
	void virtualThreadSaysWorldAfterTheIo() {
		saysWorldAfterTheIo(Awaiter.onVirtualThread(() -> {
			new VirtualThreadHello().sayHello(this.printed::add, this.io.callable());
			return "said";
		}));
	}

	@Test
	void asyncioSaysWorldAfterTheIo() {
		saysWorldAfterTheIo(Awaiter.onEventLoop(() -> {
			new AsyncioHello().sayHello(this.printed::add, this.io.coroutine());
			return "said";
		}));
	}

	@Test
	void webClientSaysNothingUntilSubscribedTo() {
		Mono<Void> coroutine = new WebClientHello().sayHello(this.printed::add, this.io.mono());
		assertThat(coroutine).isNotNull();
		assertThat(this.printed).isEmpty();
		assertThat(this.io.starts()).isZero();
	}

	private void saysWorldAfterTheIo(CompletableFuture<?> result) {
		this.io.awaitStarted();
		assertThat(this.printed).containsExactly("Hello");
		this.io.returns("done");
		Awaiter.value(result);
		assertThat(this.printed).containsExactly("Hello", "World");
	}

}
