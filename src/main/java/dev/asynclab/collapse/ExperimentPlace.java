package dev.asynclab.collapse;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.problem.EnumId;

/**
 * Where an experiment works: every {@link Place} but the request's thread, which the
 * experiment needs itself.
 */
enum ExperimentPlace {

	/**
	 * The event loop of the lab's WebClient.
	 */
	EVENT_LOOP,

	/**
	 * The lab's loop of {@code dev.asynclab.asyncio}.
	 */
	ASYNCIO,

	/**
	 * The bounded pool behind {@code @Async}.
	 */
	ASYNC_POOL,

	/**
	 * A virtual thread for each call or job.
	 */
	VIRTUAL_THREAD;

	/**
	 * The place of the same name.
	 * @return the place
	 */
	Place place() {
		return Place.valueOf(name());
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
