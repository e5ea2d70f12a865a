package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;

/**
 * What happened in a run, in the order in which it happened. Any thread may write to it.
 */
public final class EventLog {

	private final List<Entry> entries = new ArrayList<>();

	private final List<ThreadUse> threads = new ArrayList<>();

	private final DoubleSupplier clock;

	private final Consumer<Entry> listener;

	/**
	 * Creates a log.
	 * @param clock returns the time since the run began, in ms
	 */
	public EventLog(DoubleSupplier clock) {
		this(clock, (_) -> {
		});
	}

	/**
	 * Creates a log that is listened to.
	 * @param clock returns the time since the run began, in ms
	 * @param listener gets each entry, by the thread that writes it
	 */
	public EventLog(DoubleSupplier clock, Consumer<Entry> listener) {
		this.clock = clock;
		this.listener = listener;
	}

	/**
	 * Writes down that something happens now.
	 * @param task the name of a task, {@code outer} or {@code body}
	 * @param event what happens, such as {@code started}
	 */
	public synchronized void add(String task, String event) {
		Entry entry = new Entry(this.clock.getAsDouble(), task, event);
		this.entries.add(entry);
		this.listener.accept(entry);
	}

	public synchronized List<Entry> entries() {
		return List.copyOf(this.entries);
	}

	/**
	 * Notes that a task holds a thread from now on. This is no event of the scenario.
	 * @param task the name of a task
	 * @param thread the name of the thread
	 */
	public synchronized void holds(String task, String thread) {
		this.threads.add(new ThreadUse(this.clock.getAsDouble(), task, thread));
	}

	/**
	 * Notes that a task holds the current thread from now on, unless that is a virtual
	 * one.
	 * @param task the name of a task
	 */
	public void holdsThread(String task) {
		if (!Thread.currentThread().isVirtual()) {
			holds(task, Thread.currentThread().getName());
		}
	}

	public synchronized List<ThreadUse> threads() {
		return List.copyOf(this.threads);
	}

	/**
	 * A task got a thread.
	 *
	 * @param ms when, in ms since the run began
	 * @param task the name of the task
	 * @param thread the name of the thread
	 */
	public record ThreadUse(double ms, String task, String thread) {

	}

	/**
	 * One event.
	 *
	 * @param ms when it happened, in ms since the run began
	 * @param task the name of a task, {@code outer} or {@code body}
	 * @param event what happened
	 */
	public record Entry(double ms, String task, String event) {

	}

}
