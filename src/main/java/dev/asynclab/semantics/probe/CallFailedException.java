package dev.asynclab.semantics.probe;

/**
 * The error of a call that was told to fail.
 */
final class CallFailedException extends RuntimeException {

	private static final long serialVersionUID = 1L;

	CallFailedException(String call) {
		super(call + " failed");
	}

}
