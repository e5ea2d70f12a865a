package dev.asynclab.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Where the code of a call runs.
 */
public enum Place {

	/** The event loop of the lab's WebClient. */
	EVENT_LOOP,

	/** The lab's loop of {@code dev.asynclab.asyncio}. */
	ASYNCIO,

	/** The bounded pool behind {@code @Async}. */
	ASYNC_POOL,

	/** The thread of Tomcat that serves the request. */
	REQUEST_THREAD,

	/** A virtual thread for each call. */
	VIRTUAL_THREAD;

	/**
	 * Tells whether the code of all calls shares the thread of an event loop.
	 * @return {@code true} if it does
	 */
	public boolean isEventLoop() {
		return this == EVENT_LOOP || this == ASYNCIO;
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
