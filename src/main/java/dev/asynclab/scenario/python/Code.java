package dev.asynclab.scenario.python;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

import dev.asynclab.scenario.steps.Step.Line;
import dev.asynclab.scenario.steps.Step.Statement;

/**
 * Lines of Python, indented. A list that is too long for a line gets more.
 */
final class Code {

	private static final String INDENT = "    ";

	private static final int LONGEST_LINE = 79;

	/** Several words of this length stand in a line. */
	private static final int LONGEST_WORD = 20;

	private final List<Written> lines = new ArrayList<>();

	/** The places of the scenario's code that are being written, the outermost first. */
	private final Deque<Line> places = new ArrayDeque<>();

	/** How much further to the right this code will stand in other code. */
	private final int outerDepth;

	private int depth;

	Code() {
		this(0);
	}

	Code(int outerDepth) {
		this.outerDepth = outerDepth;
	}

	Code line(String line) {
		return add(line, Set.of());
	}

	private Code add(String line, Collection<Line> places) {
		Set<Line> all = new LinkedHashSet<>(places);
		all.addAll(this.places);
		this.lines.add(new Written(line.isEmpty() ? "" : INDENT.repeat(this.depth) + line, all));
		return this;
	}

	// Writes lines that are the statement of a task.
	Code at(String task, Statement statement, Runnable lines) {
		this.places.addLast(new Line(task, statement));
		lines.run();
		this.places.removeLast();
		return this;
	}

	// The last line is where a task ends, unless that stands somewhere.
	void endsHere(String task) {
		Line end = new Line(task, Statement.END);
		if (this.lines.stream().noneMatch((line) -> line.places().contains(end))) {
			this.lines.getLast().places().add(end);
		}
	}

	Code block(String header, Runnable body) {
		return line(header).indented(body);
	}

	Code indented(Runnable body) {
		this.depth++;
		body.run();
		this.depth--;
		return this;
	}

	// The head ends with the opening bracket, and the tail begins with the closing one.
	Code list(String head, List<?> elements, String tail) {
		if (elements.isEmpty() || fits(new Call(head, elements, tail).toString())) {
			return line(new Call(head, elements, tail).toString());
		}
		return block(head, () -> {
			if (elements.stream().allMatch((each) -> each.toString().length() <= LONGEST_WORD)) {
				fill(elements);
			}
			else {
				elements.forEach(this::element);
			}
		}).line(tail);
	}

	private boolean fits(String line) {
		return INDENT.length() * (this.outerDepth + this.depth) + line.length() <= LONGEST_LINE;
	}

	private void fill(List<?> words) {
		String line = "";
		for (Object word : words) {
			String longer = line.isEmpty() ? word + "," : line + " " + word + ",";
			if (fits(longer)) {
				line = longer;
			}
			else {
				line(line);
				line = word + ",";
			}
		}
		line(line);
	}

	private void element(Object element) {
		if (element instanceof Call call) {
			list(call.head(), call.arguments(), call.tail() + ",");
		}
		else {
			line(element + ",");
		}
	}

	Code add(Code other) {
		other.lines.forEach((line) -> add(line.text(), line.places()));
		return this;
	}

	// Adds the code of the first task as that of all.
	Code add(Code other, List<String> tasks) {
		other.lines.forEach((line) -> add(line.text(),
				line.places()
					.stream()
					.flatMap((place) -> tasks.stream().map((task) -> new Line(task, place.statement())))
					.toList()));
		return this;
	}

	boolean isEmpty() {
		return this.lines.isEmpty();
	}

	int size() {
		return this.lines.size();
	}

	// The numbers of the lines of each place, the first line being 1.
	Map<Line, List<Integer>> places() {
		Map<Line, List<Integer>> places = new LinkedHashMap<>();
		for (int i = 0; i < this.lines.size(); i++) {
			for (Line place : this.lines.get(i).places()) {
				places.computeIfAbsent(place, (_) -> new ArrayList<>()).add(i + 1);
			}
		}
		return places;
	}

	@Override
	public String toString() {
		return this.lines.stream().map((line) -> line.text() + "\n").collect(Collectors.joining());
	}

	/**
	 * A line, and the places of the scenario's code that it is.
	 */
	private record Written(String text, Set<Line> places) {

	}

}
