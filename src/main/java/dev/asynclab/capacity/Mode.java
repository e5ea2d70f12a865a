package dev.asynclab.capacity;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.notation.EnumId;

/**
 * What to do with a workload.
 */
enum Mode {

	/** Arithmetic and simulation alone, at once. */
	PREDICT,

	/** Each style at the given rate, and the prediction beside it. */
	MEASURE,

	/** The highest rate that each style carries in time. */
	FIND;

	@JsonValue
	String id() {
		return EnumId.of(this);
	}

}
