package dev.asynclab.pitfall.selfinvocation;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;

/**
 * Calls an {@code @Async} method on {@code this}, which is the bean and not its proxy.
 * The mail is sent before the call returns, on the caller's thread.
 */
class BrokenSelfInvocation {

	private final Runnable smtp;

	BrokenSelfInvocation(Runnable smtp) {
		this.smtp = smtp;
	}

	CompletableFuture<String> placeOrder() {
		return sendMail();
	}

	@Async
	CompletableFuture<String> sendMail() {
		this.smtp.run();
		return CompletableFuture.completedFuture("sent by " + Thread.currentThread().getName());
	}

}
