package dev.asynclab.load.simulation;

import java.util.Arrays;
import java.util.List;
import java.util.PrimitiveIterator;
import java.util.function.LongFunction;

/**
 * Requests that make several calls at once, and are answered when the last of them has
 * been served.
 *
 * @param calls returns the calls of each request, by its number
 * @param mostCalls the most calls that may be under way, served and waiting together; a
 * request whose calls would exceed it is refused
 * @param durationNanos for how long requests arrive
 * @param patienceNanos how long after that a request may still be answered
 */
public record FanOut(LongFunction<List<Demand>> calls, int mostCalls, long durationNanos, long patienceNanos) {

	/**
	 * Simulates the requests.
	 * @param limit what limits their calls
	 * @param times when the requests arrive
	 * @return what became of them; always the same for the same arguments
	 */
	public Outcome simulate(Limit limit, PrimitiveIterator.OfLong times) {
		return new Run(this, limit, times).run();
	}

	/**
	 * What became of the requests.
	 *
	 * @param offered how many arrived
	 * @param latencies the latencies of those that succeeded
	 * @param completedInTime how many succeeded while requests still arrived
	 * @param refused how many were refused
	 * @param failed how many had a call that failed
	 * @param peakInFlight the most without an answer at one time
	 * @param durationNanos for how long requests arrived
	 * @param patienceNanos how long after that a request was still answered
	 */
	public record Outcome(long offered, Latencies latencies, long completedInTime, long refused, long failed,
			int peakInFlight, long durationNanos, long patienceNanos) {

		/**
		 * Returns a percentile of the latencies of those that succeeded, and of those
		 * that had no answer when the patience was over: these count with the patience,
		 * or with the longest latency if that is longer.
		 * @param percentile from 0 to 100
		 * @return milliseconds; 0 if there is no such request
		 */
		public double latencyMs(double percentile) {
			return this.latencies.percentileMs(percentile, unanswered(), this.patienceNanos / 1e6);
		}

		/**
		 * Returns how many requests a second succeeded while requests still arrived.
		 * @return requests a second
		 */
		public double completedPerSecond() {
			return this.completedInTime / (this.durationNanos / 1e9);
		}

		/**
		 * Counts those that had no answer when the patience was over.
		 * @return their number
		 */
		public long unanswered() {
			return this.offered - this.latencies.count() - this.refused - this.failed;
		}

	}

	private static final class Run {

		private final FanOut plan;

		private final Simulation simulation = new Simulation();

		private final Limit.Station station;

		private final PrimitiveIterator.OfLong times;

		private long[] latencies = new long[256];

		private int succeeded;

		private long offered;

		private long completedInTime;

		private long refused;

		private long failed;

		private int callsUnderWay;

		private int inFlight;

		private int peakInFlight;

		private Run(FanOut plan, Limit limit, PrimitiveIterator.OfLong times) {
			this.plan = plan;
			this.station = limit.open(this.simulation);
			this.times = times;
		}

		private Outcome run() {
			planNext();
			this.simulation.runUntil(this.plan.durationNanos() + this.plan.patienceNanos());
			return new Outcome(this.offered, new Latencies(Arrays.copyOf(this.latencies, this.succeeded)),
					this.completedInTime, this.refused, this.failed, this.peakInFlight, this.plan.durationNanos(),
					this.plan.patienceNanos());
		}

		private void planNext() {
			long time = this.times.nextLong();
			if (time < this.plan.durationNanos()) {
				this.simulation.at(time, () -> {
					arrive(this.plan.calls().apply(this.offered++));
					planNext();
				});
			}
		}

		private void arrive(List<Demand> calls) {
			if (this.callsUnderWay + calls.size() > this.plan.mostCalls()) {
				this.refused++;
				return;
			}
			this.inFlight++;
			this.peakInFlight = Math.max(this.peakInFlight, this.inFlight);
			this.callsUnderWay += calls.size();
			Request request = new Request(this.simulation.now(), calls.size());
			for (Demand call : calls) {
				this.station.serve(call, () -> served(request, call));
			}
		}

		private void served(Request request, Demand call) {
			this.callsUnderWay--;
			request.callsLeft--;
			request.fails |= call.fails();
			if (request.callsLeft > 0) {
				return;
			}
			this.inFlight--;
			if (request.fails) {
				this.failed++;
				return;
			}
			if (this.succeeded == this.latencies.length) {
				this.latencies = Arrays.copyOf(this.latencies, 2 * this.succeeded);
			}
			this.latencies[this.succeeded++] = this.simulation.now() - request.arrived;
			if (this.simulation.now() <= this.plan.durationNanos()) {
				this.completedInTime++;
			}
		}

	}

	private static final class Request {

		private final long arrived;

		private int callsLeft;

		private boolean fails;

		private Request(long arrived, int calls) {
			this.arrived = arrived;
			this.callsLeft = calls;
		}

	}

}
