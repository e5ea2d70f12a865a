package dev.asynclab.load.simulation;

import java.util.ArrayDeque;
import java.util.Queue;

/**
 * Places that are taken first come first served: the threads of a pool, the connections
 * of a client, or the one thread of an event loop.
 */
public final class Places {

	private final Simulation simulation;

	private final Queue<Runnable> waiting = new ArrayDeque<>();

	private int free;

	/**
	 * Creates places, all of which are free.
	 * @param simulation the clock
	 * @param places how many there are, at least 1
	 */
	public Places(Simulation simulation, int places) {
		this.simulation = simulation;
		this.free = places;
	}

	/**
	 * Takes a place as soon as it is this caller's turn.
	 * @param granted happens then: at once if a place is free; it has to see that
	 * {@link #free} is called later
	 */
	public void take(Runnable granted) {
		if (this.free > 0) {
			this.free--;
			granted.run();
		}
		else {
			this.waiting.add(granted);
		}
	}

	/**
	 * Gives a place back. It goes to the caller that has waited the longest.
	 */
	public void free() {
		Runnable next = this.waiting.poll();
		if (next == null) {
			this.free++;
		}
		else {
			// An event of its own: a long queue would be as deep a recursion.
			this.simulation.after(0, next);
		}
	}

	/**
	 * Takes a place for a time.
	 * @param nanos how long
	 * @param over happens when the place has been given back
	 */
	public void hold(long nanos, Runnable over) {
		take(() -> {
			if (nanos == 0) {
				free();
				over.run();
			}
			else {
				this.simulation.after(nanos, () -> {
					free();
					over.run();
				});
			}
		});
	}

	/**
	 * Counts those who wait for their turn.
	 * @return their number
	 */
	public int waiting() {
		return this.waiting.size();
	}

}
