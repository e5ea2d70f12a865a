package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;

import org.springframework.core.retry.RetryException;
import org.springframework.core.retry.RetryPolicy;
import org.springframework.core.retry.RetryTemplate;

/**
 * In the client: Spring Framework 7's retry, which waits longer before each attempt, and
 * not equally long in all clients.
 * <p>
 * It does not cure a retry storm if calls keep arriving: it delays attempts and removes
 * none. It helps where few clients wait for each other, and where all would come back at
 * the same moment.
 */
public final class BackOff {

	/** The shortest wait. */
	public static final Duration FIRST = Duration.ofMillis(100);

	/** The most that a wait differs from its mean, doubled with it. */
	public static final Duration JITTER = Duration.ofMillis(50);

	/** The longest wait. */
	public static final Duration LONGEST = Duration.ofSeconds(1);

	private final RetryTemplate template;

	/**
	 * Creates the retry.
	 * @param retries how often to try again
	 */
	public BackOff(int retries) {
		this.template = new RetryTemplate(RetryPolicy.builder()
			.maxRetries(retries)
			.delay(FIRST)
			.multiplier(2)
			.jitter(JITTER)
			.maxDelay(LONGEST)
			.excludes(InterruptedException.class)
			.build());
	}

	/**
	 * Makes a call.
	 * @param <T> the type of its value
	 * @param attempt one attempt
	 * @return the value of the first attempt that succeeds
	 * @throws Exception the error of the last attempt
	 */
	public <T> T call(Callable<T> attempt) throws Exception {
		try {
			return this.template.execute(attempt::call);
		}
		catch (RetryException ex) {
			throw (ex.getCause() instanceof Exception cause) ? cause : ex;
		}
	}

}
