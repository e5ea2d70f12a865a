package dev.asynclab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleSupplier;

/**
 * What happened in a run, in the order in which it did. Worker threads write to it too.
 */
final class EventLog {

	private final List<Entry> entries = new ArrayList<>();

	private final DoubleSupplier clock;

	/**
	 * Creates a log.
	 * @param clock the milliseconds since the run began
	 */
	EventLog(DoubleSupplier clock) {
		this.clock = clock;
	}

	synchronized void add(String task, String event) {
		this.entries.add(new Entry(this.clock.getAsDouble(), task, event));
	}

	synchronized List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	record Entry(double ms, String task, String event) {

	}

}
