package dev.asynclab.scenario.python;

import java.util.List;

/**
 * Lines of Python, indented. A list that is too long for a line gets more.
 */
final class Code {

	private static final String INDENT = "    ";

	private static final int LONGEST_LINE = 79;

	/** Several words of this length stand in a line. */
	private static final int LONGEST_WORD = 20;

	private final StringBuilder text = new StringBuilder();

	private int depth;

	Code line(String line) {
		if (!line.isEmpty()) {
			this.text.append(INDENT.repeat(this.depth)).append(line);
		}
		this.text.append('\n');
		return this;
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
		return INDENT.length() * this.depth + line.length() <= LONGEST_LINE;
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
		other.text.toString().lines().forEach(this::line);
		return this;
	}

	boolean isEmpty() {
		return this.text.isEmpty();
	}

	@Override
	public String toString() {
		return this.text.toString();
	}

}
