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
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Which task awaits which: of each task of a loop what it awaits and what awaits it, also
 * through gather, groups and shields. Tasks that await each other in a circle are a
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

	private final Map<Task<?>, Node> nodes;

	private CallGraph(Map<Task<?>, Node> nodes) {
		this.nodes = nodes;
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
				return new CallGraph(nodes(loop.allTasks()));
			}
			catch (NullPointerException | IndexOutOfBoundsException ex) {
				Thread.onSpinWait();
			}
		}
		throw new IllegalStateException("the tasks change all the time");
	}

	private static Map<Task<?>, Node> nodes(Set<Task<?>> tasks) {
		Map<Task<?>, Node> nodes = new LinkedHashMap<>();
		tasks.forEach((task) -> nodes.put(task, new Node(task, new ArrayList<>(), new ArrayList<>())));
		for (Task<?> task : tasks) {
			for (Task<?> awaiter : awaiters(task)) {
				Node node = nodes.get(awaiter);
				if (node != null) {
					node.awaits().add(task);
					nodes.get(task).awaitedBy().add(awaiter);
				}
			}
		}
		return nodes;
	}

	// Returns the tasks that wait for a future, directly or behind others.
	private static Set<Task<?>> awaiters(Future<?> future) {
		Set<Task<?>> awaiters = new LinkedHashSet<>();
		Set<Future<?>> seen = Collections.newSetFromMap(new IdentityHashMap<>());
		Deque<Future<?>> open = new ArrayDeque<>(List.of(future));
		while (!open.isEmpty()) {
			for (Future<?> awaiter : open.remove().awaiters()) {
				if (awaiter instanceof Task<?> task) {
					awaiters.add(task);
				}
				else if (seen.add(awaiter)) {
					open.add(awaiter);
				}
			}
		}
		return awaiters;
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
	 * go on, nor any task that awaits them.
	 * @return each circle once, as a list in which each task awaits the next and the last
	 * one the first
	 */
	public List<List<Task<?>>> cycles() {
		Map<Task<?>, Set<Task<?>>> left = new LinkedHashMap<>();
		this.nodes.values().forEach((node) -> left.put(node.task(), new LinkedHashSet<>(node.awaits())));
		List<List<Task<?>>> cycles = new ArrayList<>();
		dropThoseThatCanGoOn(left, left.keySet());
		while (!left.isEmpty()) {
			List<Task<?>> cycle = cycleBehind(left.keySet().iterator().next(), left);
			cycles.add(cycle);
			cycle.forEach(left::remove);
			dropThoseThatCanGoOn(left, cycle);
		}
		return cycles;
	}

	// Drops tasks that await nothing that is left, and then those that awaited only them.
	private void dropThoseThatCanGoOn(Map<Task<?>, Set<Task<?>>> left, Iterable<Task<?>> changed) {
		Deque<Task<?>> gone = new ArrayDeque<>();
		for (Task<?> task : changed) {
			if (!left.containsKey(task) || left.getOrDefault(task, Set.of()).isEmpty()) {
				gone.add(task);
			}
		}
		while (!gone.isEmpty()) {
			Task<?> task = gone.remove();
			left.remove(task);
			for (Task<?> awaiter : this.nodes.get(task).awaitedBy()) {
				Set<Task<?>> awaits = left.get(awaiter);
				if (awaits != null && awaits.remove(task) && awaits.isEmpty()) {
					gone.add(awaiter);
				}
			}
		}
	}

	// Each task that is left awaits another one that is left.
	private static List<Task<?>> cycleBehind(Task<?> start, Map<Task<?>, Set<Task<?>>> left) {
		List<Task<?>> path = new ArrayList<>();
		Map<Task<?>, Integer> positions = new HashMap<>();
		Task<?> task = start;
		while (!positions.containsKey(task)) {
			positions.put(task, path.size());
			path.add(task);
			task = left.get(task).iterator().next();
		}
		return List.copyOf(path.subList(positions.get(task), path.size()));
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
			text.append(": deadlock\n");
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
