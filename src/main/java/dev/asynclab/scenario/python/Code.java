package dev.asynclab.scenario.python;

import java.util.List;

/**
 * Lines of Python, indented. Calls that are too long for a line get a line for each
 * argument.
 */
final class Code {

	private static final String INDENT = "    ";

	private static final int LONGEST_LINE = 79;

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

	Code list(String head, List<?> elements, String tail) {
		Call call = new Call(head, elements, tail);
		String line = call.toString();
		if (elements.isEmpty() || INDENT.length() * this.depth + line.length() <= LONGEST_LINE) {
			return line(line);
		}
		return block(head, () -> elements.forEach((each) -> {
			if (each instanceof Call inner) {
				list(inner.head(), inner.arguments(), inner.tail() + ",");
			}
			else {
				line(each + ",");
			}
		})).line(tail);
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
