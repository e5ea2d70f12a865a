package dev.asynclab.asyncio;

import java.util.concurrent.locks.LockSupport;

import org.jspecify.annotations.Nullable;

/**
 * A thread that takes part in a loop. Exactly one strand has the turn; only it may touch
 * what belongs to the loop. A strand that gets the turn sees all that was done before.
 */
abstract class Strand {

	private @Nullable Thread thread;

	private volatile boolean turn;

	Strand(@Nullable Thread thread) {
		this.thread = thread;
	}

	// Makes the thread of a strand that has never had the turn.
	abstract Thread newThread();

	/**
	 * Called on the strand's thread when it was interrupted while it waited for its turn.
	 */
	abstract void interrupted();

	/**
	 * Called on the strand's thread when it goes on.
	 */
	abstract void resumed();

	/**
	 * Gives the turn to this strand, which is another thread than the caller's, and waits
	 * for it or was never started. The caller has lost it.
	 */
	final void pass() {
		Thread thread = this.thread;
		if (thread == null) {
			start();
		}
		else {
			this.turn = true;
			LockSupport.unpark(thread);
		}
	}

	final void start() {
		Thread thread = newThread();
		this.thread = thread;
		try {
			thread.start();
		}
		catch (Throwable error) {
			this.thread = null;
			throw error;
		}
	}

	final boolean started() {
		return this.thread != null;
	}

	final boolean isAlive() {
		Thread thread = this.thread;
		return thread != null && thread.isAlive();
	}

	final @Nullable Thread thread() {
		return this.thread;
	}

	/**
	 * Waits for the turn, on this strand's thread.
	 */
	final void awaitTurn() {
		if (!this.turn) {
			LockSupport.park();
		}
		goOn();
	}

	// What follows a wait is a separate method, here and elsewhere. If many tasks wait
	// before the first one goes on, the compiler has seen no code run after the wait, and
	// leaves it out: then each task would fall back to the interpreter there.
	private void goOn() {
		noticeInterrupt();
		while (!this.turn) {
			LockSupport.park();
			noticeInterrupt();
		}
		this.turn = false;
	}

	// Park returns at once as long as the flag is set.
	void noticeInterrupt() {
		if (Thread.interrupted()) {
			interrupted();
		}
	}

}
