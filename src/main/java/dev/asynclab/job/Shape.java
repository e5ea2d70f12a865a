package dev.asynclab.job;

/**
 * What the code of a style is handed, and hands back: styles of one shape can share a
 * lesson class.
 */
public enum Shape {

	/**
	 * A {@link java.util.concurrent.CompletableFuture} for each job: the job runs
	 * elsewhere, in a pool or in another process.
	 */
	FUTURES("AsyncPool", false),

	/**
	 * A {@link reactor.core.publisher.Mono} for each job, which an event loop carries
	 * out.
	 */
	MONOS("WebClient", true),

	/**
	 * A call that blocks for each job, on a thread of its own.
	 */
	BLOCKING("VirtualThread", false),

	/**
	 * A coroutine for each job, which a task of an event loop awaits.
	 */
	COROUTINES("Asyncio", true);

	private final String prefix;

	private final boolean eventLoop;

	Shape(String prefix, boolean eventLoop) {
		this.prefix = prefix;
		this.eventLoop = eventLoop;
	}

	/**
	 * How the names of the lesson classes for this shape begin.
	 * @return such as {@code AsyncPool}, as in {@code AsyncPoolGather}
	 */
	public String prefix() {
		return this.prefix;
	}

	/**
	 * Whether tasks share the thread of an event loop, so that one that blocks delays all
	 * others.
	 * @return {@code true} if so
	 */
	public boolean hasEventLoop() {
		return this.eventLoop;
	}

}
