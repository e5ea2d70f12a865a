package dev.asynclab.eventloop;

import org.jspecify.annotations.Nullable;

/**
 * An event loop as the watchdog sees it, from outside.
 */
interface WatchedLoop {

	/**
	 * What it is called.
	 * @return a name that no other loop has
	 */
	String name();

	/**
	 * What kind of loop it is, for metrics.
	 * @return {@code webclient} or {@code asyncio}
	 */
	String kind();

	/**
	 * Whether it waits for something to do, and needs no heartbeat to prove that it is
	 * well.
	 * @return {@code true} if it certainly does
	 */
	boolean isIdle();

	/**
	 * Queues a heartbeat behind whatever waits for the loop.
	 * @param heartbeat what the loop is to run
	 * @return {@code false} if the loop has ended
	 */
	boolean post(Runnable heartbeat);

	/**
	 * The thread that runs the loop's code.
	 * @return the thread, or null if that is not known now
	 */
	@Nullable Thread thread();

}
