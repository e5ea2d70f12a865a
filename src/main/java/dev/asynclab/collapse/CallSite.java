package dev.asynclab.collapse;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Place;

/**
 * How a place carries out calls. Each method returns at once, and the future ends when
 * the work has; the call stops it when it is given up.
 */
interface CallSite {

	/**
	 * The place.
	 * @return where the calls run
	 */
	Place place();

	/**
	 * How many threads the place has for calls that block.
	 * @return their number, or {@link Integer#MAX_VALUE} if it starts one for each
	 */
	int threads();

	/**
	 * Starts a call.
	 * @param kind what it does
	 * @param call the call
	 * @return ends with the work
	 */
	default CompletableFuture<?> start(Kind kind, Call call) {
		return switch (kind) {
			case NONBLOCKING -> nonblocking(call);
			case BLOCKING -> blocking(call);
			case OFFLOADED -> offloaded(call);
		};
	}

	/**
	 * Waits for an answer of the upstream, and blocks no thread of the place.
	 * @param call the call, whose delay the upstream takes
	 * @return ends with the answer
	 */
	CompletableFuture<?> nonblocking(Call call);

	/**
	 * Gets an answer of the upstream and then blocks the thread that has it.
	 * @param call the call, whose delay it blocks
	 * @return ends with the block
	 */
	CompletableFuture<?> blocking(Call call);

	/**
	 * Gets an answer of the upstream and then blocks a worker thread instead: the cure.
	 * @param call the call, whose delay it blocks
	 * @return ends with the block
	 */
	CompletableFuture<?> offloaded(Call call);

}
