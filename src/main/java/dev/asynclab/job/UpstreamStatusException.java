package dev.asynclab.job;

/**
 * The upstream answered with an error status.
 */
public final class UpstreamStatusException extends UpstreamException {

	private static final long serialVersionUID = 1L;

	UpstreamStatusException(Job job, int status, Throwable cause) {
		super(job.name() + ": the upstream answered " + status, cause);
	}

}
