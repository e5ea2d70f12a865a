package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Which task awaits which: of each task of a loop what it awaits and what awaits it, also
 * through gather, groups and shields. Tasks that need each other in a circle are a
 * deadlock, and are named.
 * <p>
 * Any thread may capture a graph: exactly while the loop is idle or a step blocks it, or
 * else as it was about then.
 *
 * @see <a href="https://docs.python.org/3.14/library/asyncio-graph.html">Call Graph
 * Introspection</a>
 */
public final class CallGraph {

	/** As often as CPython tries to list tasks while they change. */
	private static final int TRIES = 1000;

	private final Map<Task<?>, Node> nodes = new LinkedHashMap<>();

	/** The tasks without which a task can't go on. */
	private final Map<Task<?>, List<Task<?>>> needs = new HashMap<>();

	private CallGraph(Set<Task<?>> tasks) {
		for (Task<?> task : tasks) {
			this.nodes.put(task, new Node(task, new ArrayList<>(), new ArrayList<>()));
			this.needs.put(task, new ArrayList<>());
		}
		for (Node node : this.nodes.values()) {
			for (Task<?> awaiter : awaiters(node.task(), (awaiter) -> true)) {
				Node other = this.nodes.get(awaiter);
				if (other != null) {
					other.awaits().add(node.task());
					node.awaitedBy().add(awaiter);
				}
			}
			for (Task<?> awaiter : awaiters(node.task(), CallGraph::needsEach)) {
				this.needs.getOrDefault(awaiter, new ArrayList<>()).add(node.task());
			}
		}
	}

	/**
	 * Captures the graph of a loop's tasks that are not done.
	 * @param loop the loop
	 * @return how they wait now
	 * @throws IllegalStateException if the tasks change too fast to be seen
	 */
	public static CallGraph capture(EventLoop loop) {
		for (int i = 0; i < TRIES; i++) {
			try {
				// What the thread with the turn did before is visible after this.
				loop.thread();
				return new CallGraph(loop.allTasks());
			}
			catch (NullPointerException | IndexOutOfBoundsException ex) {
				Thread.onSpinWait();
			}
		}
		throw new IllegalStateException("the tasks change all the time");
	}

	// Returns the tasks that wait for a future, directly or behind others.
	private static Set<Task<?>> awaiters(Future<?> future, Predicate<Future<?>> followed) {
		Set<Task<?>> awaiters = new LinkedHashSet<>();
		Set<Future<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Future<?>> open = new ArrayDeque<>(List.of(future));
		while (!open.isEmpty()) {
			for (Future<?> awaiter : open.remove().awaiters()) {
				if (awaiter instanceof Task<?> task) {
					awaiters.add(task);
				}
				else if (seen.add(awaiter) && followed.test(awaiter)) {
					open.add(awaiter);
				}
			}
		}
		return awaiters;
	}

	private static boolean needsEach(Future<?> awaiter) {
		return !(awaiter instanceof Waiting waiting) || waiting.needsEach();
	}

	/**
	 * Returns the tasks with what they wait for.
	 * @return the tasks, the oldest first
	 */
	public List<Node> tasks() {
		return List.copyOf(this.nodes.values());
	}

	/**
	 * Finds deadlocks: tasks that await each other in a circle, so that none of them can
	 * go on, unless an error, a cancellation or a timeout around it ends one of the
	 * waits.
	 * <p>
	 * A wait counts if it needs the other task: an await, a gather, a shield, the end of
	 * a group, or a {@code wait} for all without a time limit. A {@code wait} or an
	 * {@code as_completed} with a time limit does not count, nor one that another future
	 * may end, even if that one never ends. A wait inside {@link Timeout} or
	 * {@code wait_for} counts.
	 * @return each circle once, as a list in which each task awaits the next and the last
	 * one the first
	 */
	public List<List<Task<?>>> cycles() {
		Set<Task<?>> left = new LinkedHashSet<>(this.nodes.keySet());
		List<List<Task<?>>> cycles = new ArrayList<>();
		dropThoseThatCanGoOn(left);
		while (!left.isEmpty()) {
			List<Task<?>> cycle = cycleIn(left);
			cycles.add(cycle);
			cycle.forEach(left::remove);
			dropThoseThatCanGoOn(left);
		}
		return cycles;
	}

	// Drops the tasks that need none of those left, and then those that needed only them.
	private void dropThoseThatCanGoOn(Set<Task<?>> left) {
		boolean dropped = true;
		while (dropped) {
			dropped = left.removeIf((task) -> needed(task, left).isEmpty());
		}
	}

	// Each task that is left needs another one that is left.
	private List<Task<?>> cycleIn(Set<Task<?>> left) {
		List<Task<?>> path = new ArrayList<>();
		Task<?> task = left.iterator().next();
		while (!path.contains(task)) {
			path.add(task);
			task = needed(task, left).orElseThrow();
		}
		return List.copyOf(path.subList(path.indexOf(task), path.size()));
	}

	private Optional<Task<?>> needed(Task<?> task, Set<Task<?>> left) {
		return this.needs.getOrDefault(task, List.of()).stream().filter(left::contains).findFirst();
	}

	/**
	 * Describes where a task waits, and below it, indented, the tasks that await it.
	 * @param task a task of the loop
	 * @return the lines that {@code asyncio.print_call_graph} prints, without addresses
	 */
	public String format(Task<?> task) {
		StringBuilder text = new StringBuilder();
		format(task, 0, text, new HashSet<>());
		return text.toString();
	}

	private void format(Task<?> task, int level, StringBuilder text, Set<Task<?>> path) {
		String indent = "    ".repeat(level);
		text.append(indent).append("* Task(name='").append(task.getName()).append("')");
		if (!path.add(task)) {
			boolean deadlock = cycles().stream().anyMatch((cycle) -> cycle.contains(task));
			text.append(deadlock ? ": deadlock\n" : ": see above\n");
			return;
		}
		text.append('\n');
		List<StackTraceElement> stack = task.getStack().reversed();
		if (!stack.isEmpty()) {
			text.append(indent).append("  + Call stack:\n");
		}
		for (StackTraceElement frame : stack) {
			text.append(indent).append("  |   ").append(Traceback.line(frame)).append('\n');
		}
		Node node = this.nodes.get(task);
		if (node != null && !node.awaitedBy().isEmpty()) {
			text.append(indent).append("  + Awaited by:\n");
			node.awaitedBy().forEach((awaiter) -> format(awaiter, level + 1, text, path));
		}
		path.remove(task);
	}

	/**
	 * Lists the tasks, each with what it awaits, and the deadlocks.
	 * @return a line for each
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Node node : this.nodes.values()) {
			String awaits = node.awaits().stream().map(Task::getName).collect(Collectors.joining(", "));
			text.append(node.task().getName()).append(awaits.isEmpty() ? "" : " awaits " + awaits).append('\n');
		}
		for (List<Task<?>> cycle : cycles()) {
			String names = cycle.stream().map(Task::getName).collect(Collectors.joining(" awaits "));
			text.append("deadlock: ").append(names).append(" awaits ").append(cycle.getFirst().getName()).append('\n');
		}
		return text.toString();
	}

	/**
	 * How a task waits.
	 *
	 * @param task the task
	 * @param awaits the tasks that it awaits; none if it waits for something else
	 * @param awaitedBy the tasks that await it
	 */
	public record Node(Task<?> task, List<Task<?>> awaits, List<Task<?>> awaitedBy) {

	}

}
