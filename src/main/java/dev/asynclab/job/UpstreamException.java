package dev.asynclab.job;

/**
 * A call to the upstream that failed.
 */
public abstract sealed class UpstreamException extends RuntimeException
		permits UpstreamStatusException, UpstreamTimeoutException, UpstreamUnavailableException {

	private static final long serialVersionUID = 1L;

	UpstreamException(String message, Throwable cause) {
		super(message, cause);
	}

}
