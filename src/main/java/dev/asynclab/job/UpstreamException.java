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
	 * Makes an exception of one that occurred in another process.
	 * @param kind its kind
	 * @param message its message
	 * @return the exception, without a cause
	 */
	public static UpstreamException of(Kind kind, String message) {
		return switch (kind) {
			case STATUS -> new UpstreamStatusException(message);
			case TIMEOUT -> new UpstreamTimeoutException(message);
			case UNAVAILABLE -> new UpstreamUnavailableException(message);
		};
	}

	/**
	 * Returns what went wrong.
	 * @return the kind of the exception
	 */
	public abstract Kind kind();

	/**
	 * What can go wrong.
	 */
	public enum Kind {

		/** The upstream answered with an error status. */
		STATUS,

		/** The upstream did not answer in time. */
		TIMEOUT,

		/** The upstream was not reachable. */
		UNAVAILABLE

	}

	/**
	 * The upstream answered with an error status.
	 */
	static final class UpstreamStatusException extends UpstreamException {

		UpstreamStatusException(Job job, int status, Throwable cause) {
			super(job.name() + ": the upstream answered " + status, cause);
		}

		private UpstreamStatusException(String message) {
			super(message, null);
		}

		@Override
		public Kind kind() {
			return Kind.STATUS;
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

		private UpstreamTimeoutException(String message) {
			super(message, null);
		}

		@Override
		public Kind kind() {
			return Kind.TIMEOUT;
		}

	}

	/**
	 * The upstream was not reachable, or closed the connection before it answered.
	 */
	static final class UpstreamUnavailableException extends UpstreamException {

		UpstreamUnavailableException(Job job, Throwable cause) {
			super(job.name() + ": the upstream is not reachable", cause);
		}

		private UpstreamUnavailableException(String message) {
			super(message, null);
		}

		@Override
		public Kind kind() {
			return Kind.UNAVAILABLE;
		}

	}

}
