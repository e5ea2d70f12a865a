package dev.asynclab.pitfall.selfinvocation;

import java.util.concurrent.CompletableFuture;

import org.springframework.scheduling.annotation.Async;

/**
 * Calls the {@code @Async} method of another bean, so that the call goes through the
 * proxy.
 */
class FixedSelfInvocation {

	private final Mailer mailer;

	FixedSelfInvocation(Mailer mailer) {
		this.mailer = mailer;
	}

	CompletableFuture<String> placeOrder() {
		return this.mailer.sendMail();
	}

	static class Mailer {

		private final Runnable smtp;

		Mailer(Runnable smtp) {
			this.smtp = smtp;
		}

		@Async
		CompletableFuture<String> sendMail() {
			this.smtp.run();
			return CompletableFuture.completedFuture("sent by " + Thread.currentThread().getName());
		}

	}

}
