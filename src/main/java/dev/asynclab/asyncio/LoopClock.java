package dev.asynclab.asyncio;

/**
 * The time of an {@link EventLoop}: the machine's, or one that the loop moves itself.
 */
public sealed interface LoopClock permits RealClock, VirtualClock {

	/**
	 * Returns the time in seconds, from an origin that means nothing. It never goes back.
	 * @return the seconds
	 */
	double time();

	/**
	 * Passes idle time without waiting for it, if this clock can.
	 * @param seconds how long nothing is due, more than 0
	 * @return whether the time has passed
	 */
	boolean skip(double seconds);

	/**
	 * Returns the machine's clock.
	 * @return a clock that can't be skipped
	 */
	static LoopClock real() {
		return RealClock.INSTANCE;
	}

}
