package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Place;

/**
 * How a place carries out calls. Each code returns a future that ends when the work has
 * ended. A call that is given up stops the work.
 *
 * @param place where the calls run
 * @param threads how many threads the place has for calls that block, or
 * {@link Integer#MAX_VALUE} if it starts one for each
 * @param nonblocking waits for an answer of the upstream, which takes the call's delay,
 * and blocks no thread of the place
 * @param blocking gets an answer of the upstream, then blocks the thread that has it
 * @param offloaded gets an answer of the upstream, then blocks a worker thread instead
 */
record CallSite(Place place, int threads, Code nonblocking, Code blocking, Code offloaded) {

	CompletableFuture<?> start(Kind kind, Call call) {
		return switch (kind) {
			case NONBLOCKING -> this.nonblocking.start(call);
			case BLOCKING -> this.blocking.start(call);
			case OFFLOADED -> this.offloaded.start(call);
		};
	}

	/** Starts a call. */
	@FunctionalInterface
	interface Code {

		CompletableFuture<?> start(Call call);

	}

}
