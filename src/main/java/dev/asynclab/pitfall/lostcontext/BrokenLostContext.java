package dev.asynclab.pitfall.lostcontext;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

import org.springframework.scheduling.annotation.Async;

/**
 * Logs on a thread of the pool. This thread has its own logging context, which is empty.
 */
class BrokenLostContext {

	@Async
	CompletableFuture<@Nullable String> traceId() {
		return CompletableFuture.completedFuture(MDC.get("traceId"));
	}

}
