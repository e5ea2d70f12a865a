package dev.asynclab.timeline;

/**
 * Makes any text safe for a terminal and for XML. A character that is invisible, moves
 * the cursor, changes the writing direction or is not assigned is shown as its escape.
 */
public final class Printable {

	private Printable() {
	}

	/**
	 * Makes a text safe.
	 * @param text any text
	 * @return the text with escapes
	 */
	public static String of(String text) {
		StringBuilder printable = new StringBuilder(text.length());
		text.codePoints().forEach((character) -> append(printable, character));
		return printable.toString();
	}

	private static void append(StringBuilder printable, int character) {
		switch (Character.getType(character)) {
			case Character.CONTROL, Character.FORMAT, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR,
					Character.SURROGATE, Character.PRIVATE_USE, Character.UNASSIGNED ->
				printable.append(escape(character));
			default -> printable.appendCodePoint(character);
		}
	}

	private static String escape(int character) {
		return switch (character) {
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			default ->
				Character.isBmpCodePoint(character) ? "\\u%04x".formatted(character) : "\\U%08x".formatted(character);
		};
	}

}
