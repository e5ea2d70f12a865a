package dev.asynclab.pitfall.lostexception;

import org.springframework.scheduling.annotation.Async;

/**
 * Returns nothing, so the caller can't be told: the error goes to the
 * AsyncUncaughtExceptionHandler, which logs it.
 */
class BrokenLostException {

	@Async
	void send(String mail) {
		throw new IllegalStateException("no such mailbox: " + mail);
	}

}
