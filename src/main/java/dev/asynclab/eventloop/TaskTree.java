package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

import dev.asynclab.asyncio.Task;
import dev.asynclab.eventloop.LoopGraph.Row;
import dev.asynclab.timeline.Columns;

/**
 * Tasks as a tree, as {@code python -m asyncio pstree} prints them: below each task the
 * calls that it is in, and below those the tasks that it awaits. A task that several
 * others await is below the first of them.
 */
final class TaskTree {

	/** What is further to the right begins again at the left. */
	private static final int DEEPEST = 56;

	private static final int CALLS = 3;

	private final Map<Task<?>, Row> rows = new HashMap<>();

	private final Set<Task<?>> shown = new HashSet<>();

	private final List<String> lines = new ArrayList<>();

	TaskTree(Collection<Row> rows) {
		rows.forEach((row) -> this.rows.put(row.node().task(), row));
		Stream.concat(rows.stream().filter((row) -> row.node().awaitedBy().isEmpty()), rows.stream())
			.filter((row) -> !this.shown.contains(row.node().task()))
			.forEach((row) -> add(row, "", true));
	}

	List<String> lines() {
		return this.lines;
	}

	private void add(Row row, String indent, boolean last) {
		boolean again = !this.shown.add(row.node().task());
		line(indent, last, "(T) " + row.shown().task() + (again ? " (see above)" : ""));
		if (again) {
			return;
		}
		String below = indent + (last ? "    " : "│   ");
		for (String call : row.shown().calls().stream().limit(CALLS).toList().reversed()) {
			line(below, true, call);
			below += "    ";
		}
		List<Row> awaited = row.node().awaits().stream().map(this.rows::get).filter(Objects::nonNull).toList();
		if (!awaited.isEmpty() && below.length() > DEEPEST) {
			line(below, true, "…");
			return;
		}
		for (int i = 0; i < awaited.size(); i++) {
			add(awaited.get(i), below, i == awaited.size() - 1);
		}
	}

	private void line(String indent, boolean last, String text) {
		this.lines.add(Columns.shorten(indent + (last ? "└── " : "├── ") + text, Columns.MOST));
	}

}
