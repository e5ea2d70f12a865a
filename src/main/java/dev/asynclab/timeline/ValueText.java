package dev.asynclab.timeline;

import java.util.List;
import java.util.Map;
import java.util.StringJoiner;

import dev.asynclab.timeline.Value.Raised;
import org.jspecify.annotations.Nullable;

/**
 * Prints a value on one line, no wider than asked. A list that is too long ends with the
 * number of values left out.
 */
final class ValueText {

	private ValueText() {
	}

	static String of(@Nullable Object value, int columns) {
		String text = (value instanceof List<?> values) ? list(values, columns) : text(value);
		return Columns.shorten(text, columns);
	}

	static String of(ErrorSummary error) {
		return error.message().isEmpty() ? Printable.of(error.type())
				: Printable.of(error.type()) + "(" + quote(error.message()) + ")";
	}

	private static String list(List<?> values, int columns) {
		List<String> texts = values.stream().map(ValueText::text).toList();
		String list = join(texts);
		int shown = texts.size();
		while (shown > 1 && Columns.width(list) > columns) {
			shown--;
			list = joinSome(texts, shown);
		}
		return list;
	}

	private static String joinSome(List<String> texts, int shown) {
		StringJoiner joiner = new StringJoiner(", ", "[", "]");
		texts.subList(0, shown).forEach(joiner::add);
		return joiner.add("… " + (texts.size() - shown) + " more").toString();
	}

	private static String join(List<String> texts) {
		return "[" + String.join(", ", texts) + "]";
	}

	private static String text(@Nullable Object value) {
		return switch (value) {
			case String string -> quote(string);
			case Raised raised -> of(raised.error());
			case List<?> values -> join(values.stream().map(ValueText::text).toList());
			case Map<?, ?> values -> map(values);
			case null -> "null";
			default -> Printable.of(value.toString());
		};
	}

	private static String map(Map<?, ?> values) {
		StringJoiner joiner = new StringJoiner(", ", "{", "}");
		values.forEach((key, value) -> joiner.add(Printable.of(String.valueOf(key)) + ": " + text(value)));
		return joiner.toString();
	}

	private static String quote(String string) {
		return '"' + Printable.of(string).replace("\"", "\\\"") + '"';
	}

}
