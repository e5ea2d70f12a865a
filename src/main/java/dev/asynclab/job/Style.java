package dev.asynclab.job;

import java.util.List;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * How tasks run.
 */
public enum Style {

	/** {@code @Async} on a bounded thread pool: a waiting task holds a thread. */
	ASYNC_POOL(Shape.FUTURES),

	/** WebClient on Reactor Netty's event loop: a waiting task holds no thread. */
	WEBCLIENT(Shape.MONOS),

	/**
	 * One virtual thread for each task. The code blocks, and a waiting task holds no
	 * platform thread.
	 */
	VIRTUAL_THREAD(Shape.BLOCKING),

	/**
	 * The event loop of {@code dev.asynclab.asyncio}, one for each run. One task runs at
	 * a time, and a waiting task holds no platform thread.
	 */
	ASYNCIO(Shape.COROUTINES),

	/**
	 * Tasks in other processes: the executor of a Hazelcast cluster, on its workers. A
	 * waiting task holds a thread of a worker.
	 */
	HAZELCAST(Shape.FUTURES, true);

	private final Shape shape;

	private final boolean distributed;

	Style(Shape shape) {
		this(shape, false);
	}

	Style(Shape shape, boolean distributed) {
		this.shape = shape;
		this.distributed = distributed;
	}

	/**
	 * Returns the styles whose tasks run in this process. They need nothing that has to
	 * be started first.
	 * @return all but those that are {@link #isDistributed distributed}
	 */
	public static List<Style> local() {
		return Stream.of(values()).filter((style) -> !style.isDistributed()).toList();
	}

	/**
	 * Tells whether tasks may run in other processes. Then a job goes there as data, and
	 * code of the caller does not. The first use starts what connects the processes, so a
	 * request gets such a style only if it names it.
	 * @return {@code true} if they may
	 */
	public boolean isDistributed() {
		return this.distributed;
	}

	/**
	 * Returns what the style's code receives and returns. Code that depends only on this
	 * switches on the shape, so that a new style needs no new case.
	 * @return the shape
	 */
	public Shape shape() {
		return this.shape;
	}

	/**
	 * Tells whether tasks share the thread of an event loop. If they do, a task that
	 * blocks delays all others.
	 * @return {@code true} if they do
	 */
	public boolean hasEventLoop() {
		return this.shape.hasEventLoop();
	}

	/**
	 * Returns the name that users write.
	 * @return the name in kebab-case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
