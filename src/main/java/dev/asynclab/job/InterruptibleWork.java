package dev.asynclab.job;

import org.jspecify.annotations.Nullable;

/**
 * Work that another thread can cancel. It begins at most once, and ends once. What a
 * cancellation does depends on when it comes:
 * <ul>
 * <li>Before the beginning, the work ends at once and never begins.
 * <li>While the work runs, its thread is interrupted. The work may clean up first, return
 * a value nevertheless, or ignore the interrupt: it ends when it calls {@link #end}.
 * Every further cancellation interrupts again.
 * <li>After the end, a cancellation does nothing.
 * </ul>
 * The interrupt reaches this work only. It is sent before the end or not at all.
 * {@link #end} removes it from a thread that has not noticed it, so that the next job on
 * that thread does not see it. An interrupt that comes from elsewhere stays. <pre>
 * if (work.begin()) {
 *     try {
 *         value = queue.take();
 *     }
 *     finally {
 *         work.end();
 *     }
 * }
 * </pre>
 */
public final class InterruptibleWork {

	private boolean begun;

	private boolean ended;

	private @Nullable Thread thread;

	private boolean interrupted;

	private Runnable stop = () -> {
	};

	/**
	 * Begins the work on the calling thread. {@link #cancel} interrupts this thread,
	 * which must also call {@link #end}.
	 * @return {@code false} if the work was cancelled before, and must not be done
	 * @throws IllegalStateException if the work has already begun
	 */
	public synchronized boolean begin() {
		if (begin(this.stop)) {
			this.thread = Thread.currentThread();
		}
		return this.begun;
	}

	/**
	 * Begins work that has no thread of its own, such as a subscription.
	 * @param stop what {@link #cancel} does instead of an interrupt; it may run when the
	 * work has just ended
	 * @return {@code false} if the work was cancelled before, and must not be done
	 * @throws IllegalStateException if the work has already begun
	 */
	public synchronized boolean begin(Runnable stop) {
		if (this.begun) {
			throw new IllegalStateException("The work has begun already");
		}
		this.begun = !this.ended;
		this.stop = stop;
		return this.begun;
	}

	/**
	 * Cancels the work, whether or not it has begun.
	 * @return {@code false} if it had ended
	 */
	public boolean cancel() {
		synchronized (this) {
			if (!this.begun || this.ended) {
				return end();
			}
			if (this.thread != null) {
				// Under the lock, so that the work can't end meanwhile.
				this.interrupted = true;
				this.thread.interrupt();
			}
		}
		this.stop.run();
		return true;
	}

	/**
	 * Cancels the work only if it has not begun.
	 * @return {@code true} if this call has ended the work
	 */
	public synchronized boolean cancelBeforeBegin() {
		return !this.begun && end();
	}

	/**
	 * Ends the work, and removes an interrupt of {@link #cancel} from the calling thread.
	 * @return {@code false} if the work had ended before
	 */
	public synchronized boolean end() {
		if (this.ended) {
			return false;
		}
		this.ended = true;
		if (this.interrupted && Thread.currentThread().equals(this.thread)) {
			Thread.interrupted();
		}
		return true;
	}

	synchronized boolean isEnded() {
		return this.ended;
	}

}
