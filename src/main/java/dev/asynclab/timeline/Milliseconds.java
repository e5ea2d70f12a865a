package dev.asynclab.timeline;

import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;

import com.fasterxml.jackson.annotation.JacksonAnnotationsInside;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A time in milliseconds that is exact in memory and has one decimal in JSON.
 */
@Retention(RetentionPolicy.RUNTIME)
@JacksonAnnotationsInside
@JsonSerialize(using = RoundedNumber.OneDecimal.class)
public @interface Milliseconds {

	/** The nanoseconds in a millisecond. */
	double NANOS = 1_000_000;

}
