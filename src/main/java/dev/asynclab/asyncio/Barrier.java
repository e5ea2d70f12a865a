package dev.asynclab.asyncio;

import java.util.Locale;

/**
 * Lets a fixed number of tasks wait for each other: each calls {@link #await()}, and when
 * the last one does all go on. After that the barrier can be used again.
 *
 * @see <a href=
 * "https://docs.python.org/3.13/library/asyncio-sync.html#asyncio.Barrier">asyncio.Barrier</a>
 */
public final class Barrier {

	private final Condition condition = new Condition();

	private final int parties;

	private State state = State.FILLING;

	private int count;

	/**
	 * Creates a barrier.
	 * @param parties how many tasks wait for each other
	 * @throws IllegalArgumentException if it is less than 1
	 */
	public Barrier(int parties) {
		if (parties < 1) {
			throw new IllegalArgumentException("parties must be > 0");
		}
		this.parties = parties;
	}

	/**
	 * Waits until all parties have called this: {@code wait()}, or
	 * {@code async with barrier}.
	 * @return a number from 0 to {@code parties - 1}, a different one for each task
	 * @throws BrokenBarrierError if the barrier is broken, or is broken or reset while
	 * the task waits
	 * @throws CancelledError if the waiting task is cancelled; the others go on waiting
	 * for one task more
	 */
	public int await() {
		return this.condition.<Integer>with(this::enter);
	}

	private int enter() {
		this.condition.waitFor(() -> this.state != State.DRAINING && this.state != State.RESETTING);
		if (broken()) {
			throw new BrokenBarrierError("Barrier aborted");
		}
		int index = this.count++;
		try {
			if (this.count == this.parties) {
				become(State.DRAINING);
			}
			else {
				awaitOthers();
			}
			return index;
		}
		finally {
			this.count--;
			leave();
		}
	}

	private void awaitOthers() {
		this.condition.waitFor(() -> this.state != State.FILLING);
		if (broken() || this.state == State.RESETTING) {
			throw new BrokenBarrierError("Abort or reset of barrier");
		}
	}

	private void leave() {
		if (this.count == 0) {
			become((this.state == State.BROKEN) ? State.BROKEN : State.FILLING);
		}
	}

	/**
	 * Makes the barrier as new. Tasks that wait get a {@link BrokenBarrierError}.
	 * @throws CancelledError if the calling task is cancelled while it waits for its turn
	 */
	public void reset() {
		this.condition.with(() -> become((this.count > 0) ? State.RESETTING : State.FILLING));
	}

	/**
	 * Breaks the barrier until it is {@link #reset()}: all tasks that wait, and those
	 * that want to, get a {@link BrokenBarrierError}.
	 * @throws CancelledError if the calling task is cancelled while it waits for its turn
	 */
	public void abort() {
		this.condition.with(() -> become(State.BROKEN));
	}

	private void become(State state) {
		this.condition.checkThread();
		this.state = state;
		this.condition.signalAll();
	}

	/**
	 * Returns how many tasks wait for each other.
	 * @return as given to the constructor
	 */
	public int parties() {
		return this.parties;
	}

	/**
	 * Returns how many tasks wait now.
	 * @return the number of tasks, 0 while they leave
	 */
	public int nWaiting() {
		return (this.state == State.FILLING) ? this.count : 0;
	}

	/**
	 * Says whether the barrier is broken.
	 * @return whether {@link #abort()} was called, and {@link #reset()} was not since
	 */
	public boolean broken() {
		return this.state == State.BROKEN;
	}

	@Override
	public String toString() {
		String waiters = broken() ? "" : ", waiters:" + nWaiting() + "/" + this.parties;
		return "<Barrier [" + this.state.name().toLowerCase(Locale.ROOT) + waiters + "]>";
	}

	private enum State {

		FILLING, DRAINING, RESETTING, BROKEN

	}

}
