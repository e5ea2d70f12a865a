package dev.asynclab.job;

/**
 * What the code of a style receives for each job, and returns. Styles of one shape can
 * share a lesson class.
 */
public enum Shape {

	/**
	 * A {@link java.util.concurrent.CompletableFuture} for each job. The job runs
	 * elsewhere, in a pool or in another process.
	 */
	FUTURES("AsyncPool", false),

	/**
	 * A {@link reactor.core.publisher.Mono} for each job, which runs on an event loop.
	 */
	MONOS("WebClient", true),

	/** A blocking call for each job, on a thread of its own. */
	BLOCKING("VirtualThread", false),

	/** A coroutine for each job, which a task of an event loop awaits. */
	COROUTINES("Asyncio", true);

	private final String prefix;

	private final boolean eventLoop;

	Shape(String prefix, boolean eventLoop) {
		this.prefix = prefix;
		this.eventLoop = eventLoop;
	}

	/**
	 * Returns how the names of the lesson classes for this shape begin.
	 * @return a prefix such as {@code AsyncPool}, as in {@code AsyncPoolGather}
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Tells whether tasks share the thread of an event loop. If they do, a task that
	 * blocks delays all others.
	 * @return {@code true} if they do
	 */
	public boolean hasEventLoop() {
		return this.eventLoop;
	}

}
