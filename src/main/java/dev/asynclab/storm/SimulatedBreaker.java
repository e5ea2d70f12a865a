package dev.asynclab.storm;

import dev.asynclab.storm.cure.Breaker;

/**
 * Resilience4j's circuit breaker, as {@link Breaker} configures it.
 */
final class SimulatedBreaker {

	private final long openNanos;

	private final boolean[] window = new boolean[Breaker.WINDOW];

	private State state = State.CLOSED;

	private long openUntil;

	private int recorded;

	private int permitted;

	private int failedTries;

	private int tried;

	/**
	 * Creates a breaker that is closed.
	 * @param openNanos for how long no attempt is sent
	 */
	SimulatedBreaker(long openNanos) {
		this.openNanos = openNanos;
	}

	boolean permits(long now) {
		if (this.state == State.OPEN && now >= this.openUntil) {
			this.state = State.HALF_OPEN;
			this.permitted = Breaker.TRIED;
			this.tried = 0;
			this.failedTries = 0;
		}
		return this.state == State.CLOSED || (this.state == State.HALF_OPEN && this.permitted-- > 0);
	}

	void record(boolean success, long now) {
		switch (this.state) {
			case CLOSED -> {
				this.window[this.recorded++ % this.window.length] = !success;
				if (this.recorded >= this.window.length && failedOfWindow() >= Breaker.FAILED * this.window.length) {
					open(now);
				}
			}
			case HALF_OPEN -> {
				this.tried++;
				this.failedTries += success ? 0 : 1;
				if (this.tried == Breaker.TRIED) {
					if (this.failedTries >= Breaker.FAILED * Breaker.TRIED) {
						open(now);
					}
					else {
						this.state = State.CLOSED;
						this.recorded = 0;
					}
				}
			}
			case OPEN -> {
				// What was sent before it opened does not count.
			}
		}
	}

	private int failedOfWindow() {
		int failed = 0;
		for (boolean one : this.window) {
			failed += one ? 1 : 0;
		}
		return failed;
	}

	private void open(long now) {
		this.state = State.OPEN;
		this.openUntil = now + this.openNanos;
	}

	private enum State {

		CLOSED, OPEN, HALF_OPEN

	}

}
