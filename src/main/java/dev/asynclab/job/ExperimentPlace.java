package dev.asynclab.job;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Where an experiment works: every {@link Place} but the request's thread, which the
 * experiment needs itself.
 */
public enum ExperimentPlace {

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
	public Place place() {
		return Place.valueOf(name());
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
