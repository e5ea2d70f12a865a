package dev.asynclab.collapse;

import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Place;

/**
 * How a place carries out calls. Each code returns a future that ends when the work has
 * ended. A call that is given up stops the work.
 *
 * @param place where the calls run
 * @param threads how many threads the place has, or {@link Integer#MAX_VALUE} if it
 * starts one for each call
 * @param holding the kinds of calls that hold a thread of the place also while they wait
 * for the upstream
 * @param nonblocking waits for an answer of the upstream, which takes the call's delay
 * @param blocking gets an answer of the upstream, then blocks the thread that has it
 * @param offloaded gets an answer of the upstream, then blocks a worker thread instead
 */
record CallSite(Place place, int threads, Set<Kind> holding, Code nonblocking, Code blocking, Code offloaded) {

	CompletableFuture<?> start(Kind kind, Call call) {
		return switch (kind) {
			case NONBLOCKING -> this.nonblocking.start(call);
			case BLOCKING -> this.blocking.start(call);
			case OFFLOADED -> this.offloaded.start(call);
		};
	}

	/**
	 * Computes for how long a call holds a thread of the place.
	 * @param kind what it does
	 * @param io how long the upstream takes before the call blocks
	 * @param delay how long it does I/O, or blocks
	 * @return the time, which may be 0
	 */
	Duration held(Kind kind, Duration io, Duration delay) {
		Duration waits = (kind == Kind.NONBLOCKING) ? delay : io;
		return (this.holding.contains(kind) ? waits : Duration.ZERO)
			.plus((kind == Kind.BLOCKING) ? delay : Duration.ZERO);
	}

	CallSite withThreads(int threads) {
		return new CallSite(this.place, threads, this.holding, this.nonblocking, this.blocking, this.offloaded);
	}

	// Its threads run the code of calls, and wait for none.
	boolean isLoop() {
		return !isUnlimited() && this.holding.isEmpty();
	}

	boolean isUnlimited() {
		return this.threads == Integer.MAX_VALUE;
	}

	/** Starts a call. */
	@FunctionalInterface
	interface Code {

		CompletableFuture<?> start(Call call);

	}

}
