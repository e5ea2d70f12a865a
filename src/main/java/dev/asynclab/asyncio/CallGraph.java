package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
		for (Node node : nodes.values()) {
			for (Task<?> awaiter : awaiters(node.task())) {
				Node other = nodes.get(awaiter);
				if (other != null) {
					other.awaits().add(node.task());
					node.awaitedBy().add(awaiter);
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

	// Drops the tasks that await none of those left, and then those that awaited only
	// them.
	private void dropThoseThatCanGoOn(Set<Task<?>> left) {
		boolean dropped = true;
		while (dropped) {
			dropped = left.removeIf((task) -> awaited(task, left).isEmpty());
		}
	}

	// Each task that is left awaits another one that is left.
	private List<Task<?>> cycleIn(Set<Task<?>> left) {
		List<Task<?>> path = new ArrayList<>();
		Task<?> task = left.iterator().next();
		while (!path.contains(task)) {
			path.add(task);
			task = awaited(task, left).orElseThrow();
		}
		return List.copyOf(path.subList(path.indexOf(task), path.size()));
	}

	private Optional<Task<?>> awaited(Task<?> task, Set<Task<?>> left) {
		Node node = this.nodes.get(task);
		return (node != null) ? node.awaits().stream().filter(left::contains).findFirst() : Optional.empty();
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
