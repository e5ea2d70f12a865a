package dev.asynclab.scenario.steps;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.asynclab.asyncio.Handle;
import dev.asynclab.asyncio.Ready;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.TimerHandle;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.steps.Step.Kind;

/**
 * Gives tasks and callbacks the names that people read. A task has the name that the
 * scenario gave it. A callback is known by the class that made it.
 */
final class Entries {

	/** What a callback for a cancellation calls itself, before the name of the task. */
	static final String CANCEL = "cancel ";

	private static final String TIMER = "timer";

	private static final String THREAD = "thread";

	private static final String TIMEOUT = "timeout";

	private static final String LOG = "log";

	// @formatter:off
	private static final Map<String, String> CALLS = Map.ofEntries(
			Map.entry("Sleep", TIMER),
			Map.entry("AsyncioWork", TIMER),
			Map.entry("Gather", "gather"),
			Map.entry("Wait", "wait"),
			Map.entry("WaitFor", "wait_for"),
			Map.entry("TaskGroup", "TaskGroup"),
			Map.entry("Shield", "shield"),
			Map.entry("AsCompleted", "as_completed"),
			Map.entry("Timeout", TIMEOUT),
			Map.entry("ThreadCalls", THREAD),
			Map.entry("AsyncioTasks", LOG),
			Map.entry("EventLoop", Entry.RUN),
			Map.entry("Runner", Entry.RUN));
	// @formatter:on

	private final Set<String> names;

	private final Map<Ready, Entry> known = new HashMap<>();

	private boolean mainIsKnown;

	Entries(Scenario scenario) {
		this.names = Set.copyOf(List.of(scenario.names(), List.of(Scenario.OUTER, "shielded"))
			.stream()
			.flatMap(Collection::stream)
			.distinct()
			.toList());
	}

	boolean knows(Ready entry) {
		return this.known.containsKey(entry);
	}

	Entry get(Ready entry) {
		return Objects.requireNonNull(this.known.get(entry));
	}

	// Called when the task is created, on the stack that does so.
	Entry add(Task<?> task) {
		String name = task.getName();
		if (!this.names.contains(name)) {
			name = this.mainIsKnown ? PythonCall.current() : Entry.MAIN;
		}
		boolean runs = name.equals(Entry.RUN) || !this.mainIsKnown;
		this.mainIsKnown = true;
		return put(task, new Entry(name, runs ? Kind.RUN : Kind.TASK, name, ""));
	}

	// The owner is the task in whose turn the timer was set.
	Entry add(TimerHandle timer, String owner) {
		String callback = timer.callback();
		if (callback.startsWith(CANCEL)) {
			String target = callback.substring(CANCEL.length());
			return put(timer, new Entry(callback, Kind.TIMER, target, CANCEL.strip()));
		}
		String maker = maker(callback);
		if (!CALLS.containsKey(maker)) {
			return put(timer, new Entry(callback, Kind.TIMER, owner, Entry.CALLBACK));
		}
		String call = CALLS.get(maker);
		String what = (call.equals(TIMER) || call.equals(THREAD)) ? call : TIMEOUT;
		return put(timer, new Entry(what + " " + owner, Kind.TIMER, owner, what));
	}

	// A callback that tells that a task is done; main waits itself where it is of main.
	Entry add(Handle callback, Task<?> done, boolean ofMain) {
		String task = get(done).label();
		String call = ofMain ? Entry.MAIN : call(callback);
		if (call.equals(Entry.RUN)) {
			return put(callback, new Entry(Entry.RUN, Kind.RUN, task, Entry.RUN));
		}
		return put(callback,
				new Entry(task + " → " + call, (ofMain || call.equals(LOG)) ? Kind.RUN : Kind.CALLBACK, task, call));
	}

	// Another callback; the owner is the task in whose turn it was queued.
	Entry add(Handle callback, String owner) {
		String call = call(callback);
		return put(callback, switch (call) {
			case Entry.RUN -> new Entry(Entry.RUN, Kind.RUN, owner, Entry.RUN);
			case THREAD -> new Entry(THREAD + " " + owner, Kind.CALLBACK, owner, "to_thread");
			case TIMEOUT -> new Entry(TIMEOUT + " " + owner, Kind.CALLBACK, owner, TIMEOUT);
			default -> new Entry(call + " → " + owner, Kind.CALLBACK, owner, Entry.CALLBACK);
		});
	}

	static String call(Handle callback) {
		String maker = maker(callback.callback());
		return CALLS.getOrDefault(maker, maker);
	}

	private Entry put(Ready entry, Entry named) {
		this.known.put(entry, named);
		return named;
	}

	private static String maker(String callback) {
		int dot = callback.indexOf(".<lambda>()");
		return (dot < 0) ? callback : callback.substring(0, dot);
	}

}
