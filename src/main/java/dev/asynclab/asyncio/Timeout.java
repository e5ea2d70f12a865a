package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * {@code timeout}: a deadline for whatever a block awaits. When it expires the block's
 * task is cancelled; the block sees a {@link CancelledError}, and may clean up or swallow
 * it. Only where the error leaves the block does it become a {@link TimeoutError}. Other
 * errors pass, and so does a {@code CancelledError} if the task was cancelled from
 * outside as well.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-task.html#asyncio.Timeout">asyncio.Timeout</a>
 */
public final class Timeout {

	private final EventLoop loop = EventLoop.running();

	private State state = State.CREATED;

	private @Nullable Double when;

	private @Nullable Handle timer;

	private @Nullable Task<?> task;

	private int cancelling;

	/**
	 * Creates a scope that ends after a time.
	 * @param delay the time from now, or null for no limit; if not positive, the first
	 * await in the block is cancelled
	 * @throws IllegalStateException outside loops
	 */
	public Timeout(@Nullable Duration delay) {
		this.when = after(delay);
	}

	private Timeout(@Nullable Double when) {
		this.when = when;
	}

	/**
	 * Creates a scope that ends at a time: {@code timeout_at}.
	 * @param when the loop's time in seconds, or null for no limit; if it is past, the
	 * first await in the block is cancelled
	 * @return the scope
	 * @throws IllegalStateException outside loops
	 */
	public static Timeout at(@Nullable Double when) {
		return new Timeout(when);
	}

	/**
	 * Runs the block in the caller's task.
	 * @param <T> what the block returns
	 * @param block what is to be done in time
	 * @return what the block returns, if the deadline did not cut it short
	 * @throws TimeoutError if it did; the cause is the {@link CancelledError}
	 * @throws IllegalStateException if a block was run before, or outside a task
	 */
	public <T extends @Nullable Object> T run(Coroutine<? extends T> block) {
		Task<?> task = enter();
		T value;
		try {
			value = block.run();
		}
		catch (Throwable error) {
			boolean expired = exit(task);
			throw Sneaky
				.raise((expired && error instanceof CancelledError cancelled) ? new TimeoutError(cancelled) : error);
		}
		exit(task);
		return value;
	}

	/**
	 * Moves the deadline, from inside the block.
	 * @param delay the time from now, or null for no limit
	 * @throws IllegalStateException outside the block, or if it has expired
	 */
	public void reschedule(@Nullable Duration delay) {
		rescheduleAt(after(delay));
	}

	/**
	 * Moves the deadline, from inside the block: Python's {@code reschedule}.
	 * @param when the loop's time in seconds, or null for no limit
	 * @throws IllegalStateException outside the block, or if it has expired
	 */
	public void rescheduleAt(@Nullable Double when) {
		switch (this.state) {
			case ENTERED -> {
				this.loop.checkThread();
				schedule(when);
			}
			case CREATED -> throw new IllegalStateException("Timeout has not been entered");
			default -> throw new IllegalStateException("Cannot change state of " + this.state.text + " Timeout");
		}
	}

	/**
	 * Returns the deadline.
	 * @return the loop's time in seconds, or null for no limit
	 */
	public @Nullable Double when() {
		return this.when;
	}

	/**
	 * Says whether the deadline passed while the block ran, also if the block swallowed
	 * the cancellation.
	 * @return whether it expired
	 */
	public boolean expired() {
		return this.state == State.EXPIRING || this.state == State.EXPIRED;
	}

	private @Nullable Double after(@Nullable Duration delay) {
		return (delay != null) ? Double.valueOf(this.loop.time() + Seconds.of(delay)) : null;
	}

	private Task<?> enter() {
		if (this.state != State.CREATED) {
			throw new IllegalStateException("Timeout has already been entered");
		}
		Task<?> task = this.loop.currentTask();
		if (task == null) {
			throw new IllegalStateException("Timeout should be used inside a task");
		}
		this.state = State.ENTERED;
		this.task = task;
		this.cancelling = task.cancelling();
		schedule(this.when);
		return task;
	}

	private void schedule(@Nullable Double when) {
		this.when = when;
		cancelTimer();
		if (when != null) {
			Objects.requireNonNull(this.task).addDeadline(this);
			this.timer = (when <= this.loop.time()) ? this.loop.post(this::expire)
					: this.loop.postAt(when, this::expire);
		}
	}

	private void cancelTimer() {
		if (this.timer != null) {
			this.timer.cancel();
			forgetTimer();
		}
	}

	private void forgetTimer() {
		this.timer = null;
		Objects.requireNonNull(this.task).removeDeadline(this);
	}

	private void expire() {
		forgetTimer();
		Objects.requireNonNull(this.task).cancel();
		this.state = State.EXPIRING;
	}

	// Leaves the block, and says whether it was this scope alone that cancelled the task.
	private boolean exit(Task<?> task) {
		cancelTimer();
		if (this.state == State.ENTERED) {
			this.state = State.EXITED;
			return false;
		}
		this.state = State.EXPIRED;
		return task.uncancel() <= this.cancelling;
	}

	@Override
	public String toString() {
		String due = (this.when != null) ? String.valueOf(Math.round(this.when * 1000) / 1e3) : "None";
		return "<Timeout [" + this.state.text + "]" + ((this.state == State.ENTERED) ? " when=" + due : "") + ">";
	}

	private enum State {

		CREATED("created"), ENTERED("active"), EXPIRING("expiring"), EXPIRED("expired"), EXITED("finished");

		private final String text;

		State(String text) {
			this.text = text;
		}

	}

}
