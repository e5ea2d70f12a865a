package dev.asynclab.pitfall.lostexception;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Async;

/**
 * Returns a future, in which the caller finds the error. Nobody else is told: if the
 * future is dropped nothing is logged at all, where a method that returns nothing has its
 * error logged.
 */
class FixedLostException {

	@Async
	CompletableFuture<@Nullable Void> send(String mail) {
		throw new IllegalStateException("no such mailbox: " + mail);
	}

	/**
	 * A caller that does not wait: it logs the error, and passes the future on.
	 */
	static class Orders {

		private final FixedLostException mails;

		Orders(FixedLostException mails) {
			this.mails = mails;
		}

		CompletableFuture<@Nullable Void> confirm(String mail, Consumer<Throwable> log) {
			return this.mails.send(mail).whenComplete((_, error) -> {
				if (error != null) {
					log.accept(error);
				}
			});
		}

	}

}
