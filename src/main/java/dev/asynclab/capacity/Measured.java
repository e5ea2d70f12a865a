package dev.asynclab.capacity;

import java.util.List;
import java.util.Map;

import dev.asynclab.capacity.Search.End;
import dev.asynclab.job.Style;
import dev.asynclab.load.CpuMeter;
import dev.asynclab.notation.Rounded;
import org.jspecify.annotations.Nullable;

/**
 * What a style did. A latency counts from when a request was meant to be sent.
 *
 * @param rate how many requests a second were meant to arrive
 * @param offered how many requests were sent
 * @param completed how many succeeded
 * @param refused how many were refused, because too many calls were under way
 * @param failed how many failed otherwise
 * @param unanswered how many had no answer a second after the SLO
 * @param errors how many were refused or failed, by HTTP status or kind of error
 * @param throughput requests a second that succeeded while requests arrived
 * @param p50Ms the median latency of those that succeeded
 * @param p95Ms the 95th percentile
 * @param p99Ms the 99th percentile
 * @param maxMs the longest
 * @param peakInFlight the most requests without an answer at one time
 * @param threads the most platform threads that the style held at one time: of its pool,
 * of its event loops, or the carriers of virtual threads
 * @param cpuMsPerRequest the CPU time of the process divided by the requests that were
 * answered, without the client that sent them and the upstream in the process; null if
 * the machine can't tell
 * @param cpuLoad the part of the machine's CPU time that was used, by this process and by
 * others, on average; null if the machine can't tell
 * @param ownCpuLoad the part that this process used, its client and upstream included;
 * null if the machine can't tell
 * @param carries whether the style carried the workload
 * @param tippingPoint the highest rate at which p99 stayed under the SLO, where one was
 * looked for; 0 if it did at none, null if it did at the highest that is allowed, or at
 * none before the time was over
 * @param search how the search for it ended; null where none was looked for
 * @param probes the rates that were tried for it
 */
record Measured(double rate, long offered, long completed, long refused, long failed, long unanswered,
		Map<String, Long> errors, double throughput, double p50Ms, double p95Ms, double p99Ms, double maxMs,
		int peakInFlight, int threads, @Nullable Double cpuMsPerRequest, @Nullable Double cpuLoad,
		@Nullable Double ownCpuLoad, Carries carries, @Nullable Double tippingPoint, @Nullable End search,
		List<Probe> probes) {

	Measured {
		rate = Rounded.tenths(rate);
		throughput = Rounded.tenths(throughput);
		p50Ms = Rounded.tenths(p50Ms);
		p95Ms = Rounded.tenths(p95Ms);
		p99Ms = Rounded.tenths(p99Ms);
		maxMs = Rounded.tenths(maxMs);
		cpuMsPerRequest = (cpuMsPerRequest != null) ? (Double) Rounded.hundredths(cpuMsPerRequest) : null;
		cpuLoad = (cpuLoad != null) ? (Double) Rounded.hundredths(cpuLoad) : null;
		ownCpuLoad = (ownCpuLoad != null) ? (Double) Rounded.hundredths(ownCpuLoad) : null;
		tippingPoint = Rounded.tenths(tippingPoint);
	}

	boolean isCpuTheLimit() {
		return CpuMeter.isBusy(this.cpuLoad);
	}

	// Whether the other programs on the machine would have to stop first.
	boolean isBusyWithOthers() {
		return CpuMeter.isBusyWithOthers(this.cpuLoad, this.ownCpuLoad);
	}

	/**
	 * Says what a search has found where it had no time to measure any rate.
	 * @param rate the first rate that was to be tried
	 * @return nothing measured
	 */
	static Measured nothing(double rate) {
		return new Measured(rate, 0, 0, 0, 0, 0, Map.of(), 0, 0, 0, 0, 0, 0, 0, null, null, null, Carries.NO, null,
				Search.End.OUT_OF_TIME, List.of());
	}

	Measured found(Search search, List<Probe> probes) {
		return new Measured(this.rate, this.offered, this.completed, this.refused, this.failed, this.unanswered,
				this.errors, this.throughput, this.p50Ms, this.p95Ms, this.p99Ms, this.maxMs, this.peakInFlight,
				this.threads, this.cpuMsPerRequest, this.cpuLoad, this.ownCpuLoad, this.carries, search.tippingPoint(),
				search.end(), probes);
	}

	/**
	 * A rate that was tried.
	 *
	 * @param style the style
	 * @param rate requests a second
	 * @param p99Ms the 99th percentile of the latencies
	 * @param held whether all requests were carried, and in time
	 */
	record Probe(Style style, double rate, double p99Ms, boolean held) {

		Probe {
			rate = Rounded.tenths(rate);
			p99Ms = Rounded.tenths(p99Ms);
		}

	}

}
