package dev.asynclab.load.simulation;

/**
 * What a call needs: first it waits for an answer, then it may block the thread that has
 * it.
 *
 * @param ioNanos how long it waits for the answer
 * @param blockNanos how long it blocks then, 0 if it does not
 * @param fails whether the answer is an error
 */
public record Demand(long ioNanos, long blockNanos, boolean fails) {

	long nanos() {
		return this.ioNanos + this.blockNanos;
	}

	/**
	 * Adds what every call costs beside its own delay.
	 * @param nanos how much longer it waits
	 * @return the longer demand
	 */
	public Demand plus(long nanos) {
		return new Demand(this.ioNanos + nanos, this.blockNanos, this.fails);
	}

}
