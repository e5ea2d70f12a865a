package dev.asynclab.cluster;

import java.io.Serial;

/**
 * A job did not end on a worker as a job ends: the cluster or the worker failed.
 */
final class WorkerException extends RuntimeException {

	@Serial
	private static final long serialVersionUID = 1L;

	WorkerException(String message) {
		super(message);
	}

	WorkerException(String message, Throwable cause) {
		super(message, cause);
	}

}
