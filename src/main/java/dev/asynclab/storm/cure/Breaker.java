package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionException;

import io.github.resilience4j.circuitbreaker.CallNotPermittedException;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;

import org.springframework.cloud.circuitbreaker.resilience4j.Resilience4JCircuitBreakerFactory;
import org.springframework.cloud.client.circuitbreaker.CircuitBreaker;
import org.springframework.cloud.client.circuitbreaker.NoFallbackAvailableException;

/**
 * In the client: the circuit breaker of
 * {@code spring-cloud-starter-circuitbreaker-resilience4j}. When half of the last 100
 * attempts have failed it opens, and no attempt is sent for a while. Then ten are tried;
 * if more than half of them succeed it closes, else it opens again. A call that it
 * refuses is not tried again.
 * <p>
 * It cures a retry storm if the backlog drains while it is open. Until then no call is
 * served, since it does not tell one call from another.
 * <p>
 * The starter's factory, which is injected, would run each attempt on another thread and
 * give it a second, unless {@code disable-thread-pool} and {@code disable-time-limiter}
 * below {@code spring.cloud.circuitbreaker.resilience4j} are true. Here they are: an
 * attempt has a time-out of its own, and an interrupt reaches it.
 */
public final class Breaker {

	/** How many attempts it looks at. */
	public static final int WINDOW = 100;

	/** How many it tries after a while. */
	public static final int TRIED = 10;

	/** It opens when such a part of them has failed. */
	public static final double FAILED = 0.5;

	private static final String SERVICE = "service";

	private final CircuitBreaker breaker;

	private final int retries;

	/**
	 * Creates a breaker that is closed.
	 * @param breakers makes it; one for each service that is called
	 * @param retries how often a call is tried again
	 * @param open for how long no attempt is sent
	 */
	public Breaker(Resilience4JCircuitBreakerFactory breakers, int retries, Duration open) {
		this.retries = retries;
		breakers.configure((service) -> service.circuitBreakerConfig(CircuitBreakerConfig.custom()
			.slidingWindowSize(WINDOW)
			.failureRateThreshold((float) (100 * FAILED))
			.permittedNumberOfCallsInHalfOpenState(TRIED)
			.waitDurationInOpenState(open)
			.build()), SERVICE);
		this.breaker = breakers.create(SERVICE);
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
				return once(attempt);
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

	private <T> T once(Callable<T> attempt) throws Exception {
		try {
			return this.breaker.run(() -> {
				try {
					return attempt.call();
				}
				catch (Exception ex) {
					throw new CompletionException(ex);
				}
			});
		}
		catch (NoFallbackAvailableException ex) {
			Throwable cause = (ex.getCause() instanceof CompletionException failed) ? failed.getCause() : ex.getCause();
			throw (cause instanceof Exception error) ? error : ex;
		}
	}

}
