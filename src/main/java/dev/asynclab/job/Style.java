package dev.asynclab.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * How tasks run.
 */
public enum Style {

	/**
	 * {@code @Async} on a bounded thread pool: a waiting task holds a thread.
	 */
	ASYNC_POOL(Shape.FUTURES),

	/**
	 * WebClient on Reactor Netty's event loop: a waiting task holds no thread.
	 */
	WEBCLIENT(Shape.MONOS),

	/**
	 * One virtual thread for each task: blocking code, and a waiting task holds no
	 * platform thread.
	 */
	VIRTUAL_THREAD(Shape.BLOCKING),

	/**
	 * The event loop of {@code dev.asynclab.asyncio}, one for each run: one task runs at
	 * a time, and a waiting task holds no platform thread.
	 */
	ASYNCIO(Shape.COROUTINES);

	private final Shape shape;

	Style(Shape shape) {
		this.shape = shape;
	}

	/**
	 * What the style's code is handed. What depends on the style alone switches on this,
	 * so that a further style needs no further case.
	 * @return the shape
	 */
	public Shape shape() {
		return this.shape;
	}

	/**
	 * Whether tasks share the one thread of an event loop, so that one that blocks delays
	 * all others.
	 * @return {@code true} if so
	 */
	public boolean hasEventLoop() {
		return this.shape.hasEventLoop();
	}

	/**
	 * The name that users write.
	 * @return the name in kebab-case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
