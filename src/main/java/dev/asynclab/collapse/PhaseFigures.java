package dev.asynclab.collapse;

import java.util.Map;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in a phase. A call counts in the phase in which it ends; its latency
 * counts from when it was meant to be sent.
 *
 * @param name the phase
 * @param durationMs how long it took
 * @param offered calls sent a second
 * @param completed calls a second that ended well
 * @param predicted calls a second that should have
 * @param becauseSentence the arithmetic of the prediction
 * @param ratio completed / predicted
 * @param errors how many calls ended badly, by HTTP status or kind
 * @param p50Ms the median latency of the calls that ended well, as all that follow
 * @param p95Ms its 95th percentile
 * @param p99Ms its 99th percentile
 * @param maxMs the longest
 * @param inFlight how many calls had no answer yet when the phase ended
 * @param peakInFlight the most at once
 * @param longestStallMs the longest that a heartbeat waited for the event loop; null
 * where there is none
 * @param drainMs in recovery, how long it took until every call that was sent before it
 * had ended
 * @param predictedDrainMs how long that should have taken
 */
record PhaseFigures(Phase name, double durationMs, double offered, double completed, double predicted,
		Sentence becauseSentence, double ratio, Map<String, Long> errors, double p50Ms, double p95Ms, double p99Ms,
		double maxMs, int inFlight, int peakInFlight, @Nullable Double longestStallMs, @Nullable Double drainMs,
		@Nullable Double predictedDrainMs) {

	/**
	 * Says why the prediction is as it is, in English.
	 * @return the text of {@link #becauseSentence}
	 */
	@JsonProperty
	String because() {
		return this.becauseSentence.text();
	}

}
