package dev.asynclab.pitfall;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What a mistake costs.
 */
public enum Severity {

	/**
	 * The service stops answering, or one user sees what is another's.
	 */
	OUTAGE,

	/**
	 * Work is lost, done twice or left running, and nobody is told.
	 */
	LOSS,

	/**
	 * The work is done, but later or with more resources than it should take.
	 */
	DELAY;

	/**
	 * The name that users see.
	 * @return the name in lower case
	 */
	@JsonValue
	public String id() {
		return EnumId.of(this);
	}

}
