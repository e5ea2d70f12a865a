package dev.asynclab.pitfall;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What a mistake costs.
 */
public enum Severity {

	/**
	 * The service stops answering, or a user sees the data of another user.
	 */
	OUTAGE,

	/**
	 * Work is lost, done twice or left running, and no error is reported.
	 */
	LOSS,

	/**
	 * The work is done, but later or with more resources than it should take.
	 */
	DELAY;

	/**
	 * Returns the name that users see.
	 * @return the name in lower case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
