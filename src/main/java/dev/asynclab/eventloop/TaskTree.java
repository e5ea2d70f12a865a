package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

import dev.asynclab.asyncio.CallGraph.Node;
import dev.asynclab.asyncio.Task;
import dev.asynclab.timeline.Columns;

/**
 * Tasks as a tree, as {@code python -m asyncio pstree} prints them: below each task the
 * calls that it is in, and below those the tasks that it awaits. A task that several
 * others await is below the first of them.
 */
final class TaskTree {

	private static final int WIDTH = 80;

	/** What is further to the right begins again at the left. */
	private static final int DEEPEST = 56;

	private static final int CALLS = 3;

	private final Map<Task<?>, Node> nodes = new HashMap<>();

	private final Function<Task<?>, List<String>> stack;

	private final Set<Task<?>> shown = new HashSet<>();

	private final List<String> lines = new ArrayList<>();

	// The stack begins with the innermost call.
	TaskTree(List<Node> nodes, Function<Task<?>, List<String>> stack) {
		this.stack = stack;
		nodes.forEach((node) -> this.nodes.put(node.task(), node));
		Stream.concat(nodes.stream().filter((node) -> node.awaitedBy().isEmpty()), nodes.stream())
			.filter((node) -> !this.shown.contains(node.task()))
			.forEach((node) -> add(node, "", true));
	}

	List<String> lines() {
		return this.lines;
	}

	private void add(Node node, String indent, boolean last) {
		boolean again = !this.shown.add(node.task());
		line(indent, last, "(T) " + node.task().getName() + (again ? " (see above)" : ""));
		if (again) {
			return;
		}
		String below = indent + (last ? "    " : "│   ");
		for (String call : this.stack.apply(node.task()).stream().limit(CALLS).toList().reversed()) {
			line(below, true, call);
			below += "    ";
		}
		List<Node> awaited = node.awaits().stream().filter(this.nodes::containsKey).map(this.nodes::get).toList();
		if (!awaited.isEmpty() && below.length() > DEEPEST) {
			line(below, true, "…");
			return;
		}
		for (int i = 0; i < awaited.size(); i++) {
			add(awaited.get(i), below, i == awaited.size() - 1);
		}
	}

	private void line(String indent, boolean last, String text) {
		this.lines.add(Columns.shorten(indent + (last ? "└── " : "├── ") + text, WIDTH));
	}

}
