package dev.asynclab.asyncio;

import java.io.IOException;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static dev.asynclab.asyncio.Asyncio.await;
import static dev.asynclab.asyncio.Asyncio.createTask;
import static dev.asynclab.asyncio.Asyncio.shield;
import static dev.asynclab.asyncio.Asyncio.shielding;
import static dev.asynclab.asyncio.Asyncio.sleep;
import static java.time.Duration.ofMillis;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Facts 59 and 60.
 */
@Timeout(120)
class ShieldTests {

	private final VirtualTime time = new VirtualTime();

	/** Fact 59. */
	@Test
	void theAwaiterIsCancelledAtOnceAndTheTaskRunsOn() {
		this.time.run(() -> {
			Task<String> inner = this.time.noted("inner", 300, "value");
			Task<String> awaiter = createTask(() -> shield(inner));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(this.time.now()).isEqualTo(100);
			assertThat(inner.cancelling()).isZero();
			assertThat(await(inner)).isEqualTo("value");
		});
	}

	/** Fact 59. */
	@Test
	void aCancelledTaskCancelsTheAwaiter() {
		this.time.run(() -> {
			Task<String> inner = this.time.noted("inner", 300, "value");
			Task<String> awaiter = createTask(() -> shield(inner));
			sleep(ofMillis(100));
			inner.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			assertThat(awaiter.cancelling()).isZero();
		});
	}

	/** Fact 59. */
	@Test
	void aDoneTaskIsReturnedItself() {
		this.time.run(() -> {
			Task<String> inner = createTask(() -> "value");
			sleep(ofMillis(1));
			assertThat(shielding(inner)).isSameAs(inner);
		});
	}

	/** Fact 60. */
	@Test
	void anErrorAfterTheAwaitersCancellationIsNeverRetrieved() {
		IOException error = new IOException();
		this.time.run(() -> {
			Task<String> inner = this.time.failing(300, error);
			Task<String> awaiter = createTask(() -> shield(inner));
			sleep(ofMillis(100));
			awaiter.cancel();
			sleep(ofMillis(300));
		});
		assertThat(this.time.reports).singleElement().satisfies((report) -> {
			assertThat(report.message()).isEqualTo("Task exception was never retrieved");
			assertThat(report.exception()).isSameAs(error);
		});
	}

	/** Fact 60. */
	@Test
	void anErrorThatATaskAwaitsIsRetrieved() {
		this.time.run(() -> {
			Task<String> inner = this.time.failing(300, new IOException());
			Task<String> awaiter = createTask(() -> shield(inner));
			sleep(ofMillis(100));
			awaiter.cancel();
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> await(inner));
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void makesATaskOfACoroutine() {
		this.time.run(() -> {
			Task<String> awaiter = createTask(() -> shield(() -> {
				sleep(ofMillis(100));
				this.time.note("goes on");
				return "";
			}));
			sleep(ofMillis(50));
			awaiter.cancel();
			assertThatExceptionOfType(CancelledError.class).isThrownBy(() -> await(awaiter));
			sleep(ofMillis(100));
		});
		assertThat(this.time.trail).containsExactly("100 goes on");
	}

	@Test
	void hasTheResultOrErrorOfWhatIsInside() {
		this.time.run(() -> {
			Future<Integer> inner = this.time.loop.createFuture();
			Future<Integer> outer = Asyncio.shielding(inner);
			inner.setResult(42);
			sleep(ofMillis(1));
			assertThat(outer.result()).isEqualTo(42);
			Future<Integer> failing = this.time.loop.createFuture();
			Future<Integer> failed = Asyncio.shielding(failing);
			IllegalStateException error = new IllegalStateException("expected");
			failing.setException(error);
			sleep(ofMillis(1));
			assertThat(failed.exception()).isSameAs(error);
		});
		assertThat(this.time.reports).isEmpty();
	}

	@Test
	void cancelledAloneItLeavesWhatIsInsideAlone() {
		this.time.run(() -> {
			Future<Integer> inner = this.time.loop.createFuture();
			Future<Integer> outer = Asyncio.shielding(inner);
			outer.cancel();
			inner.setResult(42);
			sleep(ofMillis(1));
			assertThat(outer.cancelled()).isTrue();
			assertThat(inner.result()).isEqualTo(42);
		});
	}

	@Test
	void protectsAGatherAndIsGathered() {
		this.time.run(() -> {
			Future<Integer> one = this.time.loop.createFuture();
			Future<Integer> two = this.time.loop.createFuture();
			Future<List<Integer>> gathering = Asyncio.gathering(List.of(one, two));
			Future<List<Integer>> shield = Asyncio.shielding(gathering);
			shield.cancel();
			sleep(ofMillis(1));
			Future<List<Integer>> ofShields = Asyncio
				.gathering(List.of(Asyncio.shielding(one), Asyncio.shielding(two)));
			ofShields.cancel();
			sleep(ofMillis(1));
			assertThat(ofShields.exception()).isInstanceOf(CancelledError.class);
			one.setResult(1);
			two.setResult(2);
			sleep(ofMillis(1));
			assertThat(gathering.result()).containsExactly(1, 2);
		});
	}

}
