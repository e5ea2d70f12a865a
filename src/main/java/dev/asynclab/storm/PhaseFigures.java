package dev.asynclab.storm;

import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * What was measured in a phase, beside what was predicted: numbers a second, unless the
 * name says otherwise. What happens in a phase counts there, whenever its call arrived.
 *
 * @param name the phase
 * @param durationMs how long it took
 * @param offered calls that arrived
 * @param offeredHalf calls that arrived, over the second half of the phase, as
 * {@code goodput}
 * @param attempts attempts that clients sent
 * @param goodput calls answered in time, over the second half of the phase
 * @param goodputWhole calls answered in time, over all of it
 * @param predictedGoodput what {@code goodput} should have been
 * @param predictedGoodputWhole what {@code goodputWhole} should have been
 * @param capacity what the service can carry at most: threads / delay
 * @param served work that the service did, or began and stopped
 * @param wastedWork work of that which was stopped, or whose client had left
 * @param predictedWastedWork what {@code wastedWork} should have been
 * @param predictedAttempts what {@code attempts} should have been
 * @param refused attempts that the service refused
 * @param timeouts attempts whose client left
 * @param notPermitted attempts that a circuit breaker did not send
 * @param queued how many calls waited in the service when the phase ended
 * @param peakQueued the longest queue, looked at each tenth of a second
 * @param predictedPeakQueued the longest queue that was predicted
 * @param p50Ms the median latency of the calls that were answered in time, from when they
 * were meant to arrive and with all attempts, in milliseconds; null where no call was
 * answered in time, as are the next three
 * @param p99Ms the 99th percentile of the same latencies
 * @param predictedP99Ms what it should have been
 * @param maxMs the longest of them
 * @param errors how many calls failed, by HTTP status or kind of error
 */
@Schema(name = "StormPhaseFigures")
record PhaseFigures(Phase name, double durationMs, double offered, double offeredHalf, double attempts, double goodput,
		double goodputWhole, double predictedGoodput, double predictedGoodputWhole, double capacity, double served,
		double wastedWork, double predictedWastedWork, double predictedAttempts, double refused, double timeouts,
		double notPermitted, int queued, int peakQueued, int predictedPeakQueued, @Nullable Double p50Ms,
		@Nullable Double p99Ms, @Nullable Double predictedP99Ms, @Nullable Double maxMs, Map<String, Long> errors) {

	Outcome measured() {
		return Outcome.of(this.goodput, this.offeredHalf);
	}

	Outcome predicted() {
		return Outcome.of(this.predictedGoodput, this.offeredHalf);
	}

}
