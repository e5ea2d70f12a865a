package dev.asynclab.pitfall.lostexception;

import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Async;

/**
 * Returns a future, in which the caller finds the error.
 */
class FixedLostException {

	@Async
	CompletableFuture<@Nullable Void> send(String mail) {
		throw new IllegalStateException("no such mailbox: " + mail);
	}

}
