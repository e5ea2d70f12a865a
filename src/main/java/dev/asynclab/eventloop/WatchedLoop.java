package dev.asynclab.eventloop;

import org.jspecify.annotations.Nullable;

/**
 * An event loop as the watchdog sees it.
 */
interface WatchedLoop {

	String name();

	String kind();

	// An idle loop needs no heartbeat. If in doubt, the answer is false.
	boolean isIdle();

	// Returns false if the loop has ended.
	boolean post(Runnable heartbeat);

	// The thread that runs the loop's code, or null if it is not known now.
	@Nullable Thread thread();

}
