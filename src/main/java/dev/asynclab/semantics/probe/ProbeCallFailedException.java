package dev.asynclab.semantics.probe;

/**
 * The error of a call that the probe told to fail.
 */
final class ProbeCallFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	ProbeCallFailedException(String call) {
		super(call + " failed");
	}

}
