package dev.asynclab.collapse;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * A part of the experiment. Calls arrive at the same rate in all phases. A phase decides
 * what the share of the calls does that can block.
 */
enum Phase {

	/** No call blocks. */
	HEALTHY(Kind.NONBLOCKING),

	/** A share of the calls blocks. */
	BLOCKING(Kind.BLOCKING),

	/** No call blocks any more, and the backlog drains. */
	RECOVERY(Kind.NONBLOCKING),

	/** Worker threads run the share that would block. */
	OFFLOADED(Kind.OFFLOADED);

	private final Kind share;

	Phase(Kind share) {
		this.share = share;
	}

	Kind share() {
		return this.share;
	}

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
