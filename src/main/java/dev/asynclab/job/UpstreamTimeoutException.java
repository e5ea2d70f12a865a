package dev.asynclab.job;

import java.time.Duration;

/**
 * The upstream did not answer in time: within the job's delay and
 * {@code asynclab.upstream.response-timeout} together.
 */
public final class UpstreamTimeoutException extends UpstreamException {

	private static final long serialVersionUID = 1L;

	UpstreamTimeoutException(Job job, Duration timeout, Throwable cause) {
		super(job.name() + ": no answer from the upstream within " + timeout.toMillis() + " ms", cause);
	}

}
