package dev.asynclab.asyncio;

import java.time.Duration;

/**
 * A clock that jumps to the next timer whenever nothing is ready: an hour's sleep takes
 * no time and every run is the same. Work on other threads takes no time on this clock:
 * the loop waits for it only when no timer is left.
 */
public final class VirtualClock implements LoopClock {

	private double now = 1000;

	@Override
	public double time() {
		return this.now;
	}

	@Override
	public boolean skip(double seconds) {
		this.now += seconds;
		return true;
	}

	/**
	 * Lets time pass while the caller keeps the loop from running anything else: what
	 * {@link Thread#sleep(Duration)} does on the real clock. Only for code that runs in
	 * the loop.
	 * @param duration how long, not negative
	 */
	public void block(Duration duration) {
		this.now += Seconds.of(duration);
	}

}
