package dev.asynclab.capacity;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

/**
 * What a style should do: by arithmetic, and by a simulation of the ideal queue with the
 * arrivals of the measurement.
 *
 * @param limitSentence what the style has
 * @param bottleneck what there is too little of first
 * @param capacity the most requests a second; null if there is no limit
 * @param utilisation the rate divided by the capacity; null if there is no limit
 * @param serviceMs how long a call takes alone: as measured during the warm-up, or the
 * delay where nothing is measured
 * @param throughput requests a second that succeed while requests arrive
 * @param p50Ms the median latency; a request without an answer counts with the time for
 * which answers are awaited
 * @param p95Ms the 95th percentile of the latencies
 * @param p99Ms the 99th percentile
 * @param maxMs the longest latency
 * @param refused how many requests are refused
 * @param failed how many requests have a call that fails, as the workload has it
 * @param peakInFlight the most requests without an answer at one time
 * @param becauseSentence the arithmetic of the capacity
 * @param carries whether the style carries the workload
 * @param tippingPoint the highest rate at which p99 stays under the SLO; 0 if it does at
 * none, null if it does at the highest that is allowed
 * @param curve the latencies at other rates
 */
record Predicted(Sentence limitSentence, Bottleneck bottleneck, @Nullable Double capacity, @Nullable Double utilisation,
		double serviceMs, double throughput, double p50Ms, double p95Ms, double p99Ms, double maxMs, long refused,
		long failed, int peakInFlight, Sentence becauseSentence, Carries carries, @Nullable Double tippingPoint,
		List<CurvePoint> curve) {

	Predicted {
		capacity = Rounded.tenths(capacity);
		utilisation = (utilisation != null) ? (Double) (Math.round(1000 * utilisation) / 1000.0) : null;
		serviceMs = Rounded.tenths(serviceMs);
		throughput = Rounded.tenths(throughput);
		p50Ms = Rounded.tenths(p50Ms);
		p95Ms = Rounded.tenths(p95Ms);
		p99Ms = Rounded.tenths(p99Ms);
		maxMs = Rounded.tenths(maxMs);
		tippingPoint = Rounded.tenths(tippingPoint);
	}

	// Whether the workload itself lets no request succeed.
	boolean isInVain() {
		return this.failed > 0 && this.throughput == 0;
	}

	@JsonProperty
	String limit() {
		return this.limitSentence.text();
	}

	@JsonProperty
	String because() {
		return this.becauseSentence.text();
	}

	/**
	 * The latencies at a rate.
	 *
	 * @param rate requests a second
	 * @param p50Ms the median
	 * @param p99Ms the 99th percentile
	 */
	record CurvePoint(double rate, double p50Ms, double p99Ms) {

		CurvePoint {
			rate = Rounded.tenths(rate);
			p50Ms = Rounded.tenths(p50Ms);
			p99Ms = Rounded.tenths(p99Ms);
		}

	}

}
