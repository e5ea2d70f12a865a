package dev.asynclab.collapse;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * A part of the experiment. Calls arrive at the same rate in all of them; they differ in
 * what becomes of the share that blocks.
 */
enum Phase {

	/**
	 * No call blocks.
	 */
	HEALTHY(Kind.NONBLOCKING),

	/**
	 * A share of the calls blocks.
	 */
	BLOCKING(Kind.BLOCKING),

	/**
	 * No call blocks any more, and the backlog drains.
	 */
	RECOVERY(Kind.NONBLOCKING),

	/**
	 * The share that would block is sent to worker threads.
	 */
	OFFLOADED(Kind.OFFLOADED);

	private final Kind share;

	Phase(Kind share) {
		this.share = share;
	}

	/**
	 * What the share does.
	 * @return the kind of its calls
	 */
	Kind share() {
		return this.share;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
