package dev.asynclab.job;

import java.time.Duration;

import org.jspecify.annotations.Nullable;

/**
 * A call to the upstream that failed.
 */
@SuppressWarnings("serial")
public abstract sealed class UpstreamException extends RuntimeException {

	private UpstreamException(String message, @Nullable Throwable cause) {
		super(message, cause);
	}

	/**
	 * The upstream answered with an error status.
	 */
	static final class UpstreamStatusException extends UpstreamException {

		UpstreamStatusException(Job job, int status, Throwable cause) {
			super(job.name() + ": the upstream answered " + status, cause);
		}

	}

	/**
	 * The upstream did not answer in time: within the job's delay and
	 * {@code asynclab.upstream.response-timeout} together.
	 */
	static final class UpstreamTimeoutException extends UpstreamException {

		UpstreamTimeoutException(Job job, Duration timeout, @Nullable Throwable cause) {
			super(job.name() + ": no answer from the upstream within " + timeout.toMillis() + " ms", cause);
		}

	}

	/**
	 * The upstream was not reachable, or closed the connection before it answered.
	 */
	static final class UpstreamUnavailableException extends UpstreamException {

		UpstreamUnavailableException(Job job, Throwable cause) {
			super(job.name() + ": the upstream is not reachable", cause);
		}

	}

}
