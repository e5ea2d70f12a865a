package dev.asynclab.collapse;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.InterruptibleWork;

/**
 * One call, from its admission to its end. It waits for its turn, begins, and ends with
 * the name of the thread that it ran on, or with an error. Ending its future from outside
 * stops it: a call that waits never begins, and one that blocks is interrupted.
 */
final class Call {

	private final Duration io;

	private final Duration delay;

	private final CompletableFuture<String> result = new CompletableFuture<>();

	private final long admittedNanos = System.nanoTime();

	private final InterruptibleWork block = new InterruptibleWork();

	private long begunNanos;

	private volatile String thread = "";

	private boolean begun;

	Call(Duration io, Duration delay) {
		this.io = io;
		this.delay = delay;
		stopWith(this.block::cancel);
	}

	Duration io() {
		return this.io;
	}

	Duration delay() {
		return this.delay;
	}

	CompletableFuture<String> result() {
		return this.result;
	}

	/**
	 * How long the call waited for its turn.
	 * @return milliseconds, rounded to a tenth; 0 if its turn never came
	 */
	synchronized double waitedMs() {
		return this.begun ? Math.round((this.begunNanos - this.admittedNanos) / 1e5) / 10.0 : 0;
	}

	synchronized boolean isBegun() {
		return this.begun;
	}

	boolean begin() {
		return begin(Thread.currentThread().getName());
	}

	/**
	 * Says that the call's turn has come.
	 * @param thread the name of the thread on which it runs
	 * @return {@code false} if the call has been given up and must not begin
	 */
	synchronized boolean begin(String thread) {
		if (this.result.isDone()) {
			return false;
		}
		if (!this.begun) {
			this.begun = true;
			this.begunNanos = System.nanoTime();
		}
		this.thread = thread;
		return true;
	}

	/**
	 * Begins, and blocks the current thread for the call's delay: the mistake. Returns
	 * sooner if the call is given up.
	 */
	void block() {
		block(Thread.currentThread().getName());
	}

	void block(String thread) {
		if (!begin(thread) || !this.block.begin()) {
			return;
		}
		try {
			Thread.sleep(this.delay);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		finally {
			this.block.end();
		}
	}

	// Ends the call when the work ends, and the work when the call is given up.
	void endWith(CompletableFuture<?> work) {
		stopWith(() -> work.cancel(true));
		work.whenComplete((_, error) -> {
			if (error != null) {
				this.result.completeExceptionally(error);
			}
			else {
				finish();
			}
		});
	}

	// Ends the call before the future of its work does.
	void finish() {
		this.result.complete(this.thread);
	}

	// Runs the code when the call has ended: at once if it has already.
	void stopWith(Runnable stop) {
		this.result.whenComplete((_, _) -> stop.run());
	}

}
