package dev.asynclab.capacity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * Whether a style carries a workload.
 */
enum Carries {

	/** All of it, in time. */
	YES,

	/** All of it, but more than 1% of the requests are answered too late. */
	LATE,

	/** Not all of it. */
	NO;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
