package dev.asynclab.cluster;

import java.io.Serializable;

import dev.asynclab.job.UpstreamException;
import org.jspecify.annotations.Nullable;

/**
 * How a job ended on a worker. A job that failed is a value too: its exception could only
 * be read where its class is.
 *
 * @param status how it ended
 * @param text its value, or what its error says
 * @param own an error of the lab's own, which every member can read; null if it is none
 * @param blockedNanos how long it has kept its thread at its end
 */
record Outcome(Status status, @Nullable String text, @Nullable RuntimeException own,
		long blockedNanos) implements Serializable {

	static Outcome done(String value, long blockedNanos) {
		return new Outcome(Status.DONE, value, null, blockedNanos);
	}

	static Outcome failed(Exception error) {
		Status status = (error instanceof UpstreamException upstream) ? Status.valueOf(upstream.kind().name())
				: Status.ERROR;
		boolean own = status == Status.ERROR && error.getClass().getName().startsWith("dev.asynclab.");
		return new Outcome(status, (status == Status.ERROR) ? error.toString() : error.getMessage(),
				(own && error instanceof RuntimeException ex) ? ex : null, 0);
	}

	static Outcome cancelled() {
		return new Outcome(Status.CANCELLED, null, null, 0);
	}

	/**
	 * Makes the error that the job ended with.
	 * @return an error as it would be without the journey
	 */
	RuntimeException error() {
		if (this.own != null) {
			return this.own;
		}
		String message = String.valueOf(this.text);
		return switch (this.status) {
			case STATUS, TIMEOUT, UNAVAILABLE ->
				UpstreamException.of(UpstreamException.Kind.valueOf(this.status.name()), message);
			case DONE, ERROR, CANCELLED -> new WorkerException(message);
		};
	}

	enum Status {

		DONE, CANCELLED,

		/** As the upstream's errors are called. */
		STATUS, TIMEOUT, UNAVAILABLE,

		/** Any other error. */
		ERROR

	}

}
