package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

import dev.asynclab.asyncio.CallGraph;
import dev.asynclab.asyncio.CallGraph.Node;
import dev.asynclab.asyncio.Task;
import dev.asynclab.timeline.Columns;
import org.jspecify.annotations.Nullable;

/**
 * The tasks of one loop, and which awaits which, at one moment.
 */
final class LoopGraph {

	private static final int NAME = 14;

	private static final int STACK = 30;

	private static final int STATE = 8;

	private static final int SINCE = 7;

	private static final int AWAITER = Columns.MOST - NAME - STATE - SINCE - STACK - 4 * 2;

	private final String name;

	private final Map<Task<?>, Row> rows = new LinkedHashMap<>();

	private final List<List<Task<?>>> cycles;

	private final int more;

	// Shows at most so many tasks, the oldest first.
	LoopGraph(String name, CallGraph graph, double now, int most) {
		this.name = name;
		this.cycles = graph.cycles();
		List<Node> nodes = graph.tasks();
		for (Node node : nodes.subList(0, Math.min(most, nodes.size()))) {
			List<Task<?>> deadlock = this.cycles.stream()
				.filter((cycle) -> cycle.contains(node.task()))
				.findFirst()
				.orElse(null);
			this.rows.put(node.task(), new Row(LoopTask.of(name, node, now, deadlock), node));
		}
		this.more = nodes.size() - this.rows.size();
	}

	List<LoopTask> tasks() {
		return this.rows.values().stream().map(Row::shown).toList();
	}

	// How many tasks are not shown.
	int more() {
		return this.more;
	}

	// As python -m asyncio ps and pstree print them.
	List<String> lines() {
		List<String> lines = new ArrayList<>();
		lines.add(this.name);
		lines.add(row("task name", "state", "since", "coroutine stack", "awaiter name"));
		lines.add("-".repeat(Columns.MOST));
		tasks().forEach((task) -> lines.add(row(task.task(), task.state(), since(task.sinceMs()), task.chain(),
				String.join(", ", task.awaitedBy()))));
		if (this.more > 0) {
			lines.add("and " + this.more + " more");
		}
		lines.add("");
		lines.addAll(new TaskTree(this.rows.values()).lines());
		for (List<Task<?>> cycle : this.cycles) {
			List<String> names = Stream.concat(cycle.stream(), Stream.of(cycle.getFirst())).map(Task::getName).toList();
			lines.addAll(Columns.wrap("deadlock: " + String.join(" → ", names), Columns.MOST));
		}
		return lines;
	}

	private static String row(String name, String state, String since, String stack, String awaiter) {
		return String
			.join("  ", Columns.padEnd(Columns.shortenName(name, NAME), NAME), Columns.padEnd(state, STATE),
					Columns.padEnd(since, SINCE), Columns.padEnd(Columns.shorten(stack, STACK), STACK),
					Columns.shortenName(awaiter, AWAITER))
			.stripTrailing();
	}

	private static String since(@Nullable Double ms) {
		return (ms != null) ? String.format(Locale.ROOT, "%.1f s", ms / 1000) : "";
	}

	/**
	 * A task.
	 *
	 * @param shown what is told of it
	 * @param node its place in the graph
	 */
	record Row(LoopTask shown, Node node) {

	}

}
