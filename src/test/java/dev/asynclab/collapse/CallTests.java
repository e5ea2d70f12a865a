package dev.asynclab.collapse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Call}.
 */
@Timeout(60)
class CallTests {

	@Test
	void endsWithTheThreadThatItBlocked() throws Exception {
		Call call = new Call(Duration.ZERO, Duration.ofMillis(1));
		call.endWith(CompletableFuture.runAsync(call::block, (code) -> Thread.ofPlatform().name("victim").start(code)));
		assertThat(call.result().get(30, TimeUnit.SECONDS)).isEqualTo("victim");
		assertThat(call.isBegun()).isTrue();
	}

	@Test
	void neverBeginsOnceItIsGivenUp() {
		Call call = new Call(Duration.ZERO, Duration.ofDays(1));
		call.result().cancel(false);
		call.block();
		assertThat(call.begin()).isFalse();
		assertThat(call.isBegun()).isFalse();
		assertThat(call.waitedMs()).isZero();
	}

	@Test
	void isInterruptedWhenItIsGivenUpWhileItBlocks() throws Exception {
		Call call = new Call(Duration.ZERO, Duration.ofDays(1));
		CompletableFuture<Boolean> interruptedAfterwards = new CompletableFuture<>();
		Thread thread = Thread.ofPlatform().start(() -> {
			call.block();
			interruptedAfterwards.complete(Thread.currentThread().isInterrupted());
		});
		while (thread.getState() != Thread.State.TIMED_WAITING) {
			Thread.onSpinWait();
		}
		call.result().cancel(false);
		assertThat(interruptedAfterwards.get(30, TimeUnit.SECONDS)).isFalse();
	}

	@Test
	void stopsItsWorkWhenItIsGivenUp() {
		Call call = new Call(Duration.ZERO, Duration.ofDays(1));
		CompletableFuture<String> work = new CompletableFuture<>();
		CountDownLatch late = new CountDownLatch(1);
		call.endWith(work);
		call.result().cancel(false);
		call.stopWith(late::countDown);
		assertThat(work).isCancelled();
		assertThat(late.getCount()).isZero();
	}

}
