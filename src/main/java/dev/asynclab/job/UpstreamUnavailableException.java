package dev.asynclab.job;

/**
 * The upstream could not be reached, or hung up before it had answered.
 */
public final class UpstreamUnavailableException extends UpstreamException {

	private static final long serialVersionUID = 1L;

	UpstreamUnavailableException(Job job, Throwable cause) {
		super(job.name() + ": the upstream is not reachable", cause);
	}

}
