package dev.asynclab.load.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * A clock that jumps from one event to the next. Events of the same time happen in the
 * order in which they were planned, so that a simulation always has the same outcome. For
 * one thread.
 */
public final class Simulation {

	private final PriorityQueue<Event> agenda = new PriorityQueue<>(
			Comparator.comparingLong(Event::at).thenComparingLong(Event::number));

	private long now;

	private long planned;

	/**
	 * Returns the time.
	 * @return nanoseconds since the beginning
	 */
	public long now() {
		return this.now;
	}

	/**
	 * Plans an event.
	 * @param nanos when it happens, not before now
	 * @param event what happens; it may plan further events
	 * @throws IllegalArgumentException if that time has passed
	 */
	public void at(long nanos, Runnable event) {
		if (nanos < this.now) {
			throw new IllegalArgumentException("It is " + this.now + ", and " + nanos + " has passed");
		}
		this.agenda.add(new Event(nanos, this.planned++, event));
	}

	/**
	 * Plans an event.
	 * @param nanos in how many nanoseconds it happens, 0 or more
	 * @param event what happens; it may plan further events
	 */
	public void after(long nanos, Runnable event) {
		at(this.now + nanos, event);
	}

	/**
	 * Lets happen what is planned until a time, and what follows from it.
	 * @param end the time; events after it don't happen
	 */
	public void runUntil(long end) {
		for (Event next = this.agenda.peek(); next != null && next.at() <= end; next = this.agenda.peek()) {
			this.agenda.remove();
			this.now = next.at();
			next.what().run();
		}
		this.now = Math.max(this.now, end);
	}

	private record Event(long at, long number, Runnable what) {
	}

}
