package dev.asynclab.pitfall.lostexception;

import org.springframework.scheduling.annotation.Async;

/**
 * Returns nothing, so the caller does not get the error. It goes to the
 * AsyncUncaughtExceptionHandler, which logs it.
 */
class BrokenLostException {

	@Async
	void send(String mail) {
		throw new IllegalStateException("no such mailbox: " + mail);
	}

}
