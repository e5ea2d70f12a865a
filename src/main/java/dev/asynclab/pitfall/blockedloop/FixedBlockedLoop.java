package dev.asynclab.pitfall.blockedloop;

import java.util.concurrent.Callable;

import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Chains the other Mono, and moves the blocking call to threads that may block.
 */
class FixedBlockedLoop {

	private final Scheduler workers;

	FixedBlockedLoop(Scheduler workers) {
		this.workers = workers;
	}

	Mono<String> withBlock(Mono<String> request, Mono<String> other) {
		return request.flatMap((_) -> other);
	}

	Mono<String> withSleep(Mono<String> request, Callable<String> blockingCall) {
		return request.flatMap((_) -> Mono.fromCallable(blockingCall).subscribeOn(this.workers));
	}

}
