package dev.asynclab.asyncio;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.ConcurrentModificationException;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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

	/** What a future or task needs: one future of each set must end before it can. */
	private final Map<Future<?>, Set<Set<Future<?>>>> needs = new LinkedHashMap<>();

	private CallGraph(Set<Task<?>> tasks) {
		for (Task<?> task : tasks) {
			this.nodes.put(task, new Node(task, task.taskState(), task.since(), new ArrayList<>(), new ArrayList<>()));
		}
		for (Node node : this.nodes.values()) {
			for (Task<?> awaiter : awaiters(node.task())) {
				Node other = this.nodes.get(awaiter);
				if (other != null) {
					other.awaits().add(node.task());
					node.awaitedBy().add(awaiter);
				}
			}
		}
	}

	/**
	 * Lets a loop keep from now on when the state of each task began, which costs it two
	 * or three looks at its clock in each step of a task. Any thread may call this.
	 * @param loop the loop
	 * @see Node#since()
	 */
	public static void keepTimes(EventLoop loop) {
		loop.turns().keepTimes();
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
			catch (NullPointerException | IndexOutOfBoundsException | ConcurrentModificationException ex) {
				Thread.onSpinWait();
			}
		}
		throw new IllegalStateException("the tasks change all the time");
	}

	// Returns the tasks that wait for a future, directly or behind others, and notes what
	// those need.
	private Set<Task<?>> awaiters(Future<?> future) {
		Set<Task<?>> awaiters = new LinkedHashSet<>();
		Set<Future<?>> seen = new HashSet<>();
		Deque<Future<?>> open = new ArrayDeque<>(List.of(future));
		while (!open.isEmpty()) {
			Future<?> source = open.remove();
			for (Future<?> awaiter : source.awaiters()) {
				noteNeed(awaiter, source);
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

	private void noteNeed(Future<?> awaiter, Future<?> source) {
		if (awaiter instanceof Waiting waiting) {
			this.needs.computeIfAbsent(waiting, (_) -> waiting.needs());
		}
		else if (!(awaiter instanceof Task<?> task && task.hasDeadline())) {
			this.needs.computeIfAbsent(awaiter, (_) -> new LinkedHashSet<>()).add(Set.of(source));
		}
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
	 * go on, unless an error or a cancellation ends one of the waits.
	 * <p>
	 * An await, a gather, a shield, the end of a group and a {@code wait} for all need
	 * each future that they wait for. A {@code wait} for the first one and an
	 * {@code as_completed} need one of theirs: they can't go on if none of them can. A
	 * wait with a time limit, or inside a {@link Timeout} or {@code wait_for} that has
	 * not expired, can go on, and so can whatever waits for anything else than tasks.
	 * @return a circle for each deadlock, as a list in which each task awaits the next
	 * and the last one the first
	 */
	public List<List<Task<?>>> cycles() {
		Set<Future<?>> left = stuck();
		List<List<Task<?>>> cycles = new ArrayList<>();
		for (Task<?> task : this.nodes.keySet()) {
			while (left.contains(task)) {
				List<Task<?>> cycle = cycleFrom(task, left);
				cycles.add(cycle);
				cycle.forEach(left::remove);
				dropThoseThatCanGoOn(left);
			}
		}
		return cycles;
	}

	/**
	 * Finds the tasks that can't go on: those of each deadlock, and those that need one
	 * of them.
	 * @return the tasks, the oldest first
	 */
	public List<Task<?>> deadlocked() {
		Set<Future<?>> stuck = stuck();
		return this.nodes.keySet().stream().filter(stuck::contains).toList();
	}

	private Set<Future<?>> stuck() {
		Set<Future<?>> stuck = new HashSet<>(this.needs.keySet());
		dropThoseThatCanGoOn(stuck);
		return stuck;
	}

	// Drops those that need none of those left, and then those that needed only them.
	private void dropThoseThatCanGoOn(Set<Future<?>> left) {
		boolean dropped = true;
		while (dropped) {
			dropped = left.removeIf((future) -> needed(future, left).isEmpty());
		}
	}

	// Each one that is left needs another one that is left.
	private List<Task<?>> cycleFrom(Task<?> first, Set<Future<?>> left) {
		List<Future<?>> path = new ArrayList<>();
		Future<?> future = first;
		while (!path.contains(future)) {
			path.add(future);
			future = needed(future, left).orElseThrow();
		}
		List<Task<?>> cycle = new ArrayList<>();
		for (Future<?> member : path.subList(path.indexOf(future), path.size())) {
			if (member instanceof Task<?> task) {
				cycle.add(task);
			}
		}
		return List.copyOf(cycle);
	}

	private Optional<Future<?>> needed(Future<?> future, Set<Future<?>> left) {
		return this.needs.getOrDefault(future, Set.of())
			.stream()
			.filter(left::containsAll)
			.<Future<?>>map((any) -> any.iterator().next())
			.findFirst();
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
			text.append(deadlocked().contains(task) ? ": deadlock\n" : ": see above\n");
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
	 * Lists the tasks, each with what it awaits, the deadlocks, and the other tasks that
	 * can't go on.
	 * @return a line for each
	 */
	@Override
	public String toString() {
		StringBuilder text = new StringBuilder();
		for (Node node : this.nodes.values()) {
			String awaits = node.awaits().stream().map(Task::getName).collect(Collectors.joining(", "));
			text.append(node.task().getName()).append(awaits.isEmpty() ? "" : " awaits " + awaits).append('\n');
		}
		List<Task<?>> others = new ArrayList<>(deadlocked());
		for (List<Task<?>> cycle : cycles()) {
			others.removeAll(cycle);
			String names = cycle.stream().map(Task::getName).collect(Collectors.joining(" awaits "));
			text.append("deadlock: ").append(names).append(" awaits ").append(cycle.getFirst().getName()).append('\n');
		}
		if (!others.isEmpty()) {
			String names = others.stream().map(Task::getName).collect(Collectors.joining(", "));
			text.append("stuck too: ").append(names).append('\n');
		}
		return text.toString();
	}

	/**
	 * How a task waits.
	 *
	 * @param task the task
	 * @param state what it is doing
	 * @param since when that began, in the loop's time; not a number if it began before
	 * {@link CallGraph#keepTimes}; for a task that waits for its turn when its timer was
	 * due, or another thread brought the answer
	 * @param awaits the tasks that it awaits; none if it waits for something else
	 * @param awaitedBy the tasks that await it
	 */
	public record Node(Task<?> task, TaskState state, double since, List<Task<?>> awaits, List<Task<?>> awaitedBy) {

	}

}
