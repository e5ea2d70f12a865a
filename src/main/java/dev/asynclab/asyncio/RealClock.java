package dev.asynclab.asyncio;

/**
 * The machine's monotonic clock.
 */
enum RealClock implements LoopClock {

	/**
	 * The only one.
	 */
	INSTANCE;

	private static final long ORIGIN = System.nanoTime();

	@Override
	public double time() {
		return (System.nanoTime() - ORIGIN) / 1e9;
	}

	@Override
	public boolean skip(double seconds) {
		return false;
	}

}
