package dev.asynclab.admission;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.TooBusyException;

/**
 * A fixed number of places. A caller that asks for more places than are free is refused;
 * it never waits.
 */
public final class Gate {

	private final int size;

	private final Semaphore free;

	private final Sentence refusal;

	private final Duration retryAfter;

	/**
	 * Creates a gate.
	 * @param places how many places it has
	 * @param refusal a sentence that names the bound, for the caller that is refused
	 * @param retryAfter when such a caller may try again
	 */
	public Gate(int places, Sentence refusal, Duration retryAfter) {
		this.size = places;
		this.free = new Semaphore(places);
		this.refusal = refusal;
		this.retryAfter = retryAfter;
	}

	/**
	 * Takes a place.
	 * @return the place; close it when it is no longer needed
	 * @throws TooBusyException if none is free
	 */
	public Permit take() {
		return take(1, this.refusal);
	}

	/**
	 * Takes several places, or none of them.
	 * @param places how many
	 * @param refusal what to tell the caller instead of the gate's own sentence
	 * @return the places; close them when they are no longer needed
	 * @throws TooBusyException if fewer are free
	 */
	public Permit take(int places, Sentence refusal) {
		if (!this.free.tryAcquire(places)) {
			throw new TooBusyException(refusal, this.retryAfter);
		}
		AtomicInteger taken = new AtomicInteger(places);
		return () -> this.free.release(taken.getAndSet(0));
	}

	/**
	 * Counts the places that are taken.
	 * @return their number
	 */
	public int taken() {
		return this.size - this.free.availablePermits();
	}

	/**
	 * One or more places that are taken.
	 */
	@FunctionalInterface
	public interface Permit extends AutoCloseable {

		/**
		 * Gives the places back. The second call does nothing.
		 */
		@Override
		void close();

	}

}
