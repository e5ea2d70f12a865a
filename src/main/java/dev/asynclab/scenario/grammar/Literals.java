package dev.asynclab.scenario.grammar;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.stream.Collectors;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a scenario says in JSON, as Python's literals.
 */
public final class Literals {

	/** Python's parser takes 200 brackets in one another. */
	private static final int DEEPEST = 50;

	private Literals() {
	}

	/**
	 * Writes a text.
	 * @param text the text
	 * @return the literal, in which what a reader would not see is escaped
	 */
	public static String text(String text) {
		StringBuilder literal = new StringBuilder("\"");
		text.codePoints().forEach((character) -> literal.append(escaped(character)));
		return literal.append('"').toString();
	}

	// Escapes what a reader would not see, or would see elsewhere.
	private static String escaped(int character) {
		return switch (character) {
			case '"', '\\' -> "\\" + (char) character;
			case '\n' -> "\\n";
			case '\r' -> "\\r";
			case '\t' -> "\\t";
			case ' ' -> " ";
			default -> switch (Character.getType(character)) {
				case Character.CONTROL, Character.FORMAT, Character.SURROGATE, Character.PRIVATE_USE,
						Character.UNASSIGNED, Character.SPACE_SEPARATOR, Character.LINE_SEPARATOR,
						Character.PARAGRAPH_SEPARATOR ->
					(character > 0xffff) ? "\\U%08x".formatted(character) : "\\u%04x".formatted(character);
				default -> Character.toString(character);
			};
		};
	}

	/**
	 * Writes a value.
	 * @param value the value
	 * @return an expression
	 */
	public static String value(JsonNode value) {
		return (depth(value) > DEEPEST) ? "json.loads(" + text(value.toString()) + ")" : literal(value);
	}

	/**
	 * Tells whether a value has more brackets in one another than Python's parser takes.
	 * @param value the value
	 * @return whether its expression needs the module json
	 */
	public static boolean isDeep(JsonNode value) {
		return depth(value) > DEEPEST;
	}

	private static int depth(JsonNode value) {
		return value.isContainer() ? 1 + value.valueStream().mapToInt(Literals::depth).max().orElse(0) : 0;
	}

	private static String literal(JsonNode value) {
		return switch (value.getNodeType()) {
			case ARRAY -> value.valueStream().map(Literals::literal).collect(Collectors.joining(", ", "[", "]"));
			case OBJECT -> value.propertyStream()
				.map((field) -> text(field.getKey()) + ": " + literal(field.getValue()))
				.collect(Collectors.joining(", ", "{", "}"));
			case STRING -> text(value.stringValue());
			case BOOLEAN -> value.booleanValue() ? "True" : "False";
			case NUMBER -> number(value);
			default -> "None";
		};
	}

	// A number that is too large for a double is infinite for Python's JSON parser, too.
	private static String number(JsonNode value) {
		if (!value.isFloatingPointNumber() || Double.isFinite(value.doubleValue())) {
			return value.asString();
		}
		return (value.doubleValue() > 0) ? "1e999" : "-1e999";
	}

	/**
	 * Writes a time in seconds.
	 * @param duration the time, or null for None
	 * @return the literal
	 */
	public static String seconds(@Nullable Duration duration) {
		return (duration != null) ? seconds(BigDecimal.valueOf(duration.toNanos(), 9)) : "None";
	}

	/**
	 * Writes a time in seconds.
	 * @param ms the time in milliseconds
	 * @return the literal
	 */
	public static String secondsOf(double ms) {
		return seconds(BigDecimal.valueOf(ms).movePointLeft(3));
	}

	private static String seconds(BigDecimal seconds) {
		return (seconds.signum() != 0) ? seconds.stripTrailingZeros().toPlainString() : "0";
	}

}
