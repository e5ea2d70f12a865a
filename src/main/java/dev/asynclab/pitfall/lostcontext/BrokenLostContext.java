package dev.asynclab.pitfall.lostcontext;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.scheduling.annotation.Async;

/**
 * Logs on a thread of the pool, which has a logging context of its own: an empty one.
 */
class BrokenLostContext {

	@Async
	CompletableFuture<@Nullable String> traceId() {
		return CompletableFuture.completedFuture(MDC.get("traceId"));
	}

}
