package dev.asynclab.storm.cure;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicInteger;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerRegistry;
import io.github.resilience4j.timelimiter.TimeLimiterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JConfigurationProperties;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link BackOff}, {@link RetryBudget} and {@link Breaker}.
 */
@Timeout(60)
class ClientCureTests {

	private final AtomicInteger attempts = new AtomicInteger();

	@Test
	void backOffTriesAsOftenAsItMayAndThrowsTheLastError() {
		BackOff backOff = new BackOff(1);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> backOff.call(this::fail)).withMessage("2");
		assertThat(this.attempts).hasValue(2);
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> new BackOff(0).call(this::fail)).withMessage("3");
	}

	@Test
	void backOffWaitsBeforeARetry() throws Exception {
		long begin = System.nanoTime();
		assertThat(new BackOff(2).call(succeedAt(2))).isEqualTo("done");
		assertThat(System.nanoTime() - begin).isGreaterThanOrEqualTo(BackOff.FIRST.toNanos());
	}

	@Test
	void anInterruptEndsABackOff() {
		BackOff backOff = new BackOff(3);
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> backOff.call(() -> {
			this.attempts.incrementAndGet();
			throw new InterruptedException();
		}));
		assertThat(this.attempts).hasValue(1);
	}

	@Test
	void aBudgetAllowsRetriesForATenthOfTheCalls() {
		RetryBudget budget = new RetryBudget(3);
		for (int call = 0; call < 1000; call++) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> budget.call(this::fail));
		}
		assertThat(this.attempts.get()).isBetween(1099, 1100);
	}

	@Test
	void aBudgetSavesUpATenAtMost() throws Exception {
		RetryBudget budget = new RetryBudget(100);
		for (int call = 0; call < 1000; call++) {
			budget.call(() -> "done");
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> budget.call(this::fail));
		assertThat(this.attempts).hasValue(1 + RetryBudget.MOST);
	}

	@Test
	void aBudgetTriesACallNoMoreThanItsRetries() throws Exception {
		RetryBudget budget = new RetryBudget(2);
		for (int call = 0; call < 1000; call++) {
			budget.call(() -> "done");
		}
		assertThatExceptionOfType(IOException.class).isThrownBy(() -> budget.call(this::fail));
		assertThat(this.attempts).hasValue(3);
		this.attempts.set(0);
		assertThat(budget.call(succeedAt(2))).isEqualTo("done");
	}

	@Test
	void aBreakerOpensWhenHalfOfTheWindowHasFailed() {
		Breaker breaker = new Breaker(breakers(), 3, Duration.ofMinutes(5));
		for (int call = 0; call < Breaker.WINDOW / 4; call++) {
			assertThatExceptionOfType(IOException.class).isThrownBy(() -> breaker.call(this::fail));
		}
		assertThat(this.attempts).hasValue(Breaker.WINDOW);
		assertThatExceptionOfType(CallNotPermittedException.class).isThrownBy(() -> breaker.call(this::fail));
		assertThat(this.attempts).as("nothing is sent, nothing is tried again").hasValue(Breaker.WINDOW);
	}

	@Test
	void aBreakerStaysClosedBelowThat() throws Exception {
		Breaker breaker = new Breaker(breakers(), 0, Duration.ofMinutes(5));
		for (int call = 0; call < 2 * Breaker.WINDOW; call++) {
			if (call % 3 == 0) {
				assertThatExceptionOfType(IOException.class).isThrownBy(() -> breaker.call(this::fail));
			}
			else {
				breaker.call(() -> "done");
			}
		}
		assertThat(breaker.call(() -> "done")).isEqualTo("done");
	}

	/**
	 * The starter's default would interrupt neither, and end an attempt after a second.
	 */
	@Test
	void aBreakerMakesAnAttemptOnTheThreadOfItsCaller() throws Exception {
		Breaker breaker = new Breaker(breakers(), 3, Duration.ofMinutes(5));
		assertThat(breaker.call(Thread::currentThread)).isEqualTo(Thread.currentThread());
		assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> breaker.call(() -> {
			this.attempts.incrementAndGet();
			throw new InterruptedException();
		}));
		assertThat(this.attempts).hasValue(1);
	}

	private static Resilience4JCircuitBreakerFactory breakers() {
		Resilience4JConfigurationProperties properties = new Resilience4JConfigurationProperties();
		properties.setDisableThreadPool(true);
		properties.setDisableTimeLimiter(true);
		return new Resilience4JCircuitBreakerFactory(CircuitBreakerRegistry.ofDefaults(),
				TimeLimiterRegistry.ofDefaults(), null, properties);
	}

	private String fail() throws IOException {
		throw new IOException(String.valueOf(this.attempts.incrementAndGet()));
	}

	private Callable<String> succeedAt(int attempt) {
		AtomicInteger made = new AtomicInteger();
		return () -> (made.incrementAndGet() == attempt) ? "done" : fail();
	}

}
