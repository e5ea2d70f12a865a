package dev.asynclab.collapse;

import java.math.BigDecimal;
import java.time.Duration;

import dev.asynclab.notation.Sentence;

/**
 * What arithmetic predicts for an experiment before it runs.
 */
final class Prediction {

	private final CollapsePlan plan;

	private final CallSite site;

	private final int workers;

	private final Duration service;

	private final Course course;

	/**
	 * Predicts an experiment.
	 * @param plan the experiment
	 * @param site where its calls run; its threads are those of the experiment
	 * @param workers how many worker threads take the offloaded calls
	 * @param service how long a call that only waits holds its thread, or keeps the loop
	 * busy
	 * @param calls how many calls may be under way at once; more are refused
	 * @param callWait the longest that a call may wait for its turn
	 * @param patience the longest recovery
	 */
	Prediction(CollapsePlan plan, CallSite site, int workers, Duration service, int calls, Duration callWait,
			Duration patience) {
		this.plan = plan;
		this.site = site;
		this.workers = workers;
		this.service = service;
		this.course = new Course(plan, site, workers, service, calls, callWait, patience);
	}

	CallSite site() {
		return this.site;
	}

	int workers() {
		return this.workers;
	}

	Course course() {
		return this.course;
	}

	/**
	 * Computes the most calls a second that the threads of the place carry.
	 * @param phase decides for how long a call holds one
	 * @return threads / time; infinite where no thread is held or each call has its own
	 */
	double capacity(Phase phase) {
		return this.site.isUnlimited() ? Double.POSITIVE_INFINITY : this.site.threads() / this.course.held(phase);
	}

	/**
	 * Computes the most calls a second of which the workers can run the share.
	 * @return workers / (share · delay)
	 */
	double workersCapacity() {
		return this.workers / (this.plan.blockingShare() * this.plan.delaySeconds());
	}

	boolean collapses() {
		return capacity(Phase.BLOCKING) < this.plan.rate();
	}

	// A recovery that ends a moment before its foreseen end would miss the calls that
	// all end then.
	double completed(Phase phase, double phaseSeconds) {
		double seconds = (phase == Phase.RECOVERY) ? Math.max(phaseSeconds, this.course.seconds(phase)) : phaseSeconds;
		return this.course.perSecond(phase, 0, seconds);
	}

	Sentence because(Phase phase) {
		return switch (phase) {
			case HEALTHY -> (capacity(phase) == Double.POSITIVE_INFINITY
					|| (this.site.isLoop() && capacity(phase) >= this.plan.rate()))
							? Sentence.of("because.rate", "the rate") : because(capacity(phase), waiting());
			case BLOCKING -> blocking();
			case RECOVERY -> Sentence.of("because.backlog", "the rate, and a backlog of {0} calls",
					Math.round(this.course.backlog()));
			case OFFLOADED -> offloaded();
		};
	}

	private Sentence blocking() {
		double capacity = capacity(Phase.BLOCKING);
		if (capacity == Double.POSITIVE_INFINITY) {
			return Sentence.of("because.own-thread", "the rate, since every call has its own thread");
		}
		double share = this.plan.blockingShare();
		double seconds = this.plan.delaySeconds();
		Sentence division = (this.site.isLoop() && this.service.isZero()) ? share(this.site.threads(), capacity)
				: Sentence.of("because.pool-blocking", "{0} / ({1} s + {2} × {3} s) = {4}",
						threads(this.site.threads()), serviceSeconds(), number(share), number(seconds),
						Math.round(capacity));
		Sentence because = because(capacity, division);
		return collapses() ? Sentence.of("because.then", "{0}, once the calls from before have ended", because)
				: because;
	}

	private Sentence offloaded() {
		double share = this.plan.blockingShare();
		double capacity = capacity(Phase.OFFLOADED);
		double ofWorkers = workersCapacity();
		if (capacity <= ofWorkers) {
			return because(capacity, waiting());
		}
		if (ofWorkers < this.plan.rate() && share < 1) {
			double seconds = this.plan.delaySeconds();
			return Sentence.of("because.workers", "{0} that need no worker, and {1} / {2} s = {3} that do",
					Math.round((1 - share) * this.plan.rate()), threads(this.workers), number(seconds),
					Math.round(this.workers / seconds));
		}
		return because(ofWorkers, share(this.workers, ofWorkers));
	}

	private Sentence because(double capacity, Sentence division) {
		return (capacity < this.plan.rate()) ? division : Sentence.of("because.enough",
				"{0}: all of it, since the capacity is {1}", this.plan.rate(), division);
	}

	// What a pool carries of calls that only wait.
	private Sentence waiting() {
		return Sentence.of("because.pool-waiting", "{0} / {1} s = {2}", threads(this.site.threads()), serviceSeconds(),
				Math.round(capacity(Phase.HEALTHY)));
	}

	private Number serviceSeconds() {
		return number(Math.round(10 * this.service.toNanos() / 1e6) / 1e4);
	}

	private Sentence share(int threads, double capacity) {
		Number share = number(this.plan.blockingShare());
		Number seconds = number(this.plan.delaySeconds());
		long carried = Math.round(capacity);
		return (threads == 1)
				? Sentence.of("because.one-thread", "1 thread / ({0} × {1} s) = {2}", share, seconds, carried)
				: Sentence.of("because.threads", "{0} threads / ({1} × {2} s) = {3}", threads, share, seconds, carried);
	}

	// 1 and 0.0005, and not 1.0 and 5.0E-4.
	private static Number number(double number) {
		long whole = Math.round(number);
		return (whole == number) ? (Number) whole : BigDecimal.valueOf(number).stripTrailingZeros();
	}

	static Sentence threads(int count) {
		return (count == 1) ? Sentence.of("unit.thread", "1 thread")
				: Sentence.of("unit.threads", "{0} threads", count);
	}

}
