package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * Fits text into terminal columns. A wide character (Chinese, Japanese, Korean, emoji)
 * takes two columns, a combining mark none.
 */
public final class Columns {

	/** How wide a text answer may be: only a command may be wider. */
	public static final int MOST = 80;

	private static final String ELLIPSIS = "…";

	/** The Unicode blocks that are East Asian wide or full-width. */
	private static final List<Range> WIDE = List.of(new Range(0x1100, 0x115F), new Range(0x2E80, 0xA4CF),
			new Range(0xA960, 0xA97F), new Range(0xAC00, 0xD7A3), new Range(0xF900, 0xFAFF), new Range(0xFE10, 0xFE1F),
			new Range(0xFE30, 0xFE6F), new Range(0xFF01, 0xFF60), new Range(0xFFE0, 0xFFE6),
			new Range(0x16FE0, 0x1B2FF), new Range(0x1F200, 0x1F2FF), new Range(0x20000, 0x3FFFD));

	private Columns() {
	}

	static int width(String text) {
		return text.codePoints().map(Columns::width).sum();
	}

	static int widest(Stream<String> texts) {
		return texts.mapToInt(Columns::width).max().orElse(0);
	}

	/**
	 * Adds spaces at the end of a text until it has a width.
	 * @param text the text
	 * @param columns the width
	 * @return the text, with spaces if it was narrower
	 */
	public static String padEnd(String text, int columns) {
		return text + " ".repeat(Math.max(0, columns - width(text)));
	}

	static String padStart(String text, int columns) {
		return " ".repeat(Math.max(0, columns - width(text))) + text;
	}

	/**
	 * Cuts the end of a text that is too wide.
	 * @param text the text
	 * @param columns the greatest width
	 * @return the text, which ends with an ellipsis if it was cut
	 */
	public static String shorten(String text, int columns) {
		return (width(text) <= columns) ? text : start(text, columns - 1) + ELLIPSIS;
	}

	/**
	 * Cuts the middle of a name that is too wide, since names often differ at the end.
	 * @param name the name
	 * @param columns the greatest width
	 * @return the name, with an ellipsis if it was cut
	 */
	public static String shortenName(String name, int columns) {
		if (width(name) <= columns) {
			return name;
		}
		int tail = (columns - 1) / 2;
		return start(name, columns - 1 - tail) + ELLIPSIS + end(name, tail);
	}

	/**
	 * Breaks a text at its spaces. A word is broken only if it is longer than a line.
	 * @param text the text
	 * @param columns the greatest width of a line
	 * @return the lines, at least one
	 */
	public static List<String> wrap(String text, int columns) {
		List<String> lines = new ArrayList<>();
		String line = "";
		for (String word : text.strip().split("\\s+", -1)) {
			String rest = word;
			if (!line.isEmpty() && width(line) + 1 + width(rest) > columns) {
				lines.add(line);
				line = "";
			}
			while (width(rest) > columns) {
				String head = start(rest, columns);
				lines.add(head);
				rest = rest.substring(head.length());
			}
			line = line.isEmpty() ? rest : line + " " + rest;
		}
		lines.add(line);
		return lines;
	}

	private static String start(String text, int columns) {
		int used = 0;
		int index = 0;
		while (index < text.length()) {
			int character = text.codePointAt(index);
			used += width(character);
			if (used > columns) {
				break;
			}
			index += Character.charCount(character);
		}
		return text.substring(0, index);
	}

	private static String end(String text, int columns) {
		String end = text;
		while (width(end) > columns) {
			end = end.substring(end.offsetByCodePoints(0, 1));
		}
		return end;
	}

	private static int width(int character) {
		return switch (Character.getType(character)) {
			case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> 0;
			default -> isWide(character) ? 2 : 1;
		};
	}

	private static boolean isWide(int character) {
		return Character.isEmojiPresentation(character) || WIDE.stream().anyMatch((range) -> range.contains(character));
	}

	private record Range(int first, int last) {

		boolean contains(int character) {
			return this.first <= character && character <= this.last;
		}

	}

}
