package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

/**
 * In the client: Resilience4j's circuit breaker. When half of the last 100 attempts have
 * failed it opens, and no attempt is sent for a while. Then ten are tried; if more than
 * half of them succeed it closes, else it opens again. A call that it refuses is not
 * tried again.
 * <p>
 * It cures a retry storm if the backlog drains while it is open. Until then nobody is
 * served, since it does not tell one call from another.
 */
public final class Breaker {

	/** How many attempts it looks at. */
	public static final int WINDOW = 100;

	/** How many it tries after a while. */
	public static final int TRIED = 10;

	/** It opens when such a part of them has failed. */
	public static final double FAILED = 0.5;

	private final CircuitBreaker breaker;

	private final int retries;

	/**
	 * Creates a breaker that is closed.
	 * @param retries how often a call is tried again
	 * @param open for how long no attempt is sent
	 */
	public Breaker(int retries, Duration open) {
		this.retries = retries;
		this.breaker = CircuitBreaker.of("service",
				CircuitBreakerConfig.custom()
					.slidingWindowSize(WINDOW)
					.failureRateThreshold((float) (100 * FAILED))
					.permittedNumberOfCallsInHalfOpenState(TRIED)
					.waitDurationInOpenState(open)
					.build());
	}

	/**
	 * Makes a call.
	 * @param <T> the type of its value
	 * @param attempt one attempt
	 * @return the value of the first attempt that succeeds
	 * @throws CallNotPermittedException if the breaker is open
	 * @throws Exception the error of the last attempt
	 */
	public <T> T call(Callable<T> attempt) throws Exception {
		for (int retry = 0;; retry++) {
			try {
				return this.breaker.executeCallable(attempt);
			}
			catch (CallNotPermittedException | InterruptedException ex) {
				throw ex;
			}
			catch (Exception ex) {
				if (retry == this.retries) {
					throw ex;
				}
			}
		}
	}

}
