package dev.asynclab.collapse;

import dev.asynclab.notation.Sentence;

/**
 * What arithmetic predicts for an experiment before it runs.
 *
 * @param plan the experiment
 * @param blockingThreads how many threads the calls can block
 * @param workerThreads how many worker threads take the offloaded calls
 * @param calls how many calls may be under way at once; more are refused
 */
record Prediction(CollapsePlan plan, int blockingThreads, int workerThreads, int calls) {

	/**
	 * Computes the most calls a second if a share of them holds a thread.
	 * @param threads how many threads there are
	 * @return threads / (share · delay)
	 */
	private double capacity(int threads) {
		return (threads == Integer.MAX_VALUE) ? Double.POSITIVE_INFINITY
				: threads / (this.plan.blockingShare() * CollapsePlan.seconds(this.plan.delay()));
	}

	/**
	 * Computes how many calls wait when the blocking phase ends.
	 * @return the calls that arrived and were not served, without those that were refused
	 */
	double backlog() {
		double notCarried = Math.max(0, this.plan.rate() - capacity(this.blockingThreads))
				* CollapsePlan.seconds(this.plan.phase());
		return Math.min(notCarried, Math.max(0, this.calls - this.plan.inFlight()));
	}

	double drainMs() {
		return (backlog() > 0) ? 1000 * backlog() / capacity(this.blockingThreads) : 0;
	}

	double completed(Phase phase, double phaseSeconds) {
		return switch (phase) {
			case HEALTHY -> this.plan.rate();
			case BLOCKING -> Math.min(this.plan.rate(), capacity(this.blockingThreads));
			case OFFLOADED -> Math.min(this.plan.rate(), capacity(this.workerThreads));
			case RECOVERY -> {
				double room = Math.max(0, this.calls - this.plan.inFlight());
				double refused = Math.max(0, this.plan.rate() * drainMs() / 1000 - room);
				yield this.plan.rate() + (backlog() - refused) / phaseSeconds;
			}
		};
	}

	/**
	 * Computes how many calls a second succeed in a phase that takes as long as planned,
	 * or longer if the backlog needs more time to drain.
	 * @param phase the phase
	 * @return calls a second
	 */
	double completed(Phase phase) {
		return completed(phase, Math.max(CollapsePlan.seconds(this.plan.phase()), drainMs() / 1000));
	}

	Sentence because(Phase phase) {
		return switch (phase) {
			case HEALTHY -> Sentence.of("because.rate", "the rate");
			case BLOCKING -> because(this.blockingThreads);
			case OFFLOADED -> because(this.workerThreads);
			case RECOVERY ->
				Sentence.of("because.backlog", "the rate, and a backlog of {0} calls", Math.round(backlog()));
		};
	}

	private Sentence because(int threads) {
		double capacity = capacity(threads);
		if (capacity == Double.POSITIVE_INFINITY) {
			return Sentence.of("because.own-thread", "the rate, since every call has its own thread");
		}
		double share = this.plan.blockingShare();
		double seconds = CollapsePlan.seconds(this.plan.delay());
		long carried = Math.round(capacity);
		Sentence division = (threads == 1)
				? Sentence.of("because.one-thread", "1 thread / ({0} × {1} s) = {2}", share, seconds, carried)
				: Sentence.of("because.threads", "{0} threads / ({1} × {2} s) = {3}", threads, share, seconds, carried);
		return (capacity < this.plan.rate()) ? division : Sentence.of("because.enough",
				"{0}: all of it, since the capacity is {1}", this.plan.rate(), division);
	}

}
