package dev.asynclab.capacity;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * A style and a workload.
 *
 * @param style the style
 * @param predicted what it should do
 * @param measured what it did; null if it was not measured
 * @param carries whether it carries the workload: the worse of both
 * @param verdictSentence the same, with the reason
 */
record StyleCapacity(Style style, Predicted predicted, @Nullable Measured measured, Carries carries,
		Sentence verdictSentence) {

	@JsonProperty
	String verdict() {
		return this.verdictSentence.text();
	}

	// What decides: what was measured, if anything was.
	double p99Ms() {
		return (this.measured != null) ? this.measured.p99Ms() : this.predicted.p99Ms();
	}

	@Nullable Double tippingPoint() {
		return (this.measured != null) ? this.measured.tippingPoint() : this.predicted.tippingPoint();
	}

}
