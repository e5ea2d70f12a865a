package dev.asynclab.pitfall.lostexception;

import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

import org.springframework.scheduling.annotation.Async;

/**
 * Returns a future, in which the caller finds the error. It goes nowhere else: if the
 * caller drops the future, nothing is logged at all, although the error of a method that
 * returns nothing would be.
 */
class FixedLostException {

	@Async
	CompletableFuture<@Nullable Void> send(String mail) {
		throw new IllegalStateException("no such mailbox: " + mail);
	}

	/**
	 * A caller that does not wait: it logs the error and returns the future.
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
