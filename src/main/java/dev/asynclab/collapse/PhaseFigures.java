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
 * @param completed calls a second that succeeded
 * @param predicted calls a second that should have succeeded
 * @param becauseSentence the arithmetic of the prediction
 * @param ratio completed / predicted
 * @param errors how many calls failed, by HTTP status or kind of error
 * @param p50Ms the median latency of the calls that succeeded, in milliseconds
 * @param p95Ms the 95th percentile of the same latencies
 * @param p99Ms the 99th percentile
 * @param maxMs the longest
 * @param inFlight how many calls had no answer yet when the phase ended
 * @param peakInFlight the most calls without an answer at one time
 * @param longestStallMs the longest that a heartbeat waited for the event loop; null
 * where there is none
 * @param drainMs in recovery, how long it took until the backlog had drained: every call
 * that was sent before had ended, and no more calls were under way than usual; null if
 * that did not happen
 * @param predictedDrainMs how long the drain should have taken; null if the backlog
 * should not drain
 * @param cpuLoad which part of the machine all its programs kept busy, from 0 to 1; null
 * if the machine can't tell
 * @param ownCpuLoad the part of it that is of this process, client and upstream included
 */
record PhaseFigures(Phase name, double durationMs, double offered, double completed, double predicted,
		Sentence becauseSentence, double ratio, Map<String, Long> errors, double p50Ms, double p95Ms, double p99Ms,
		double maxMs, int inFlight, int peakInFlight, @Nullable Double longestStallMs, @Nullable Double drainMs,
		@Nullable Double predictedDrainMs, @Nullable Double cpuLoad, @Nullable Double ownCpuLoad) {

	@JsonProperty
	String because() {
		return this.becauseSentence.text();
	}

}
