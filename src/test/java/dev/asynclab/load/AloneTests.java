package dev.asynclab.load;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Alone}.
 */
class AloneTests {

	private static final Duration PATIENCE = Duration.ofSeconds(60);

	@Test
	void noCallBeginsBeforeTheLastHasEnded() throws Exception {
		List<CompletableFuture<String>> calls = new ArrayList<>();
		double medianMs = Alone.medianMs(() -> {
			assertThat(calls).allMatch(CompletableFuture::isDone);
			calls.add(CompletableFuture.supplyAsync(() -> "done"));
			return calls.getLast();
		}, PATIENCE);
		assertThat(calls).hasSizeBetween(1, Alone.TIMES);
		assertThat(medianMs).isPositive();
	}

	@Test
	void failsWithItsCall() {
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(
				() -> Alone.medianMs(() -> CompletableFuture.failedFuture(new IllegalStateException("gone")), PATIENCE))
			.withRootCauseInstanceOf(IllegalStateException.class);
		assertThatExceptionOfType(TimeoutException.class)
			.isThrownBy(() -> Alone.medianMs(CompletableFuture::new, Duration.ZERO));
	}

}
