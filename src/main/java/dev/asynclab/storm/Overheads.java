package dev.asynclab.storm;

/**
 * What takes time besides the dependency: medians of the warm-up, in milliseconds.
 *
 * @param serviceMs how much longer the service works on a call than the dependency takes
 * @param requestMs how long a request is on its way to the service
 * @param answerMs how long an answer is on its way to the client
 * @param stopMs how long after its time-out the thread of work that is stopped is free; 0
 * where nothing is stopped
 */
record Overheads(double serviceMs, double requestMs, double answerMs, double stopMs) {

	/** Nothing takes any time. */
	static final Overheads NONE = new Overheads(0, 0, 0, 0);

	long serviceNanos() {
		return nanos(this.serviceMs);
	}

	long requestNanos() {
		return nanos(this.requestMs);
	}

	long answerNanos() {
		return nanos(this.answerMs);
	}

	long stopNanos() {
		return nanos(this.stopMs);
	}

	private static long nanos(double ms) {
		return Math.round(ms * 1e6);
	}

}
