package dev.asynclab.load;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What there is too little of first when more requests arrive.
 */
public enum Bottleneck {

	/** A thread of the pool. */
	THREAD,

	/** A connection of the HTTP client. */
	CONNECTION,

	/** The event loop, which calls block. */
	LOOP,

	/** A core of the machine. */
	CORE,

	/** Nothing that can be counted before. */
	NONE;

	/**
	 * Returns the name in answers.
	 * @return the name in kebab-case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
