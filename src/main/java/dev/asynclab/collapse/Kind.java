package dev.asynclab.collapse;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What a call does.
 */
enum Kind {

	/** Waits for the upstream and blocks nothing. */
	NONBLOCKING,

	/** Blocks the thread that it runs on. */
	BLOCKING,

	/** Blocks a worker thread. */
	OFFLOADED;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
