package dev.asynclab.scenario.grammar;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A place in a JSON document that knows its path, so that every error can name it.
 *
 * @param path the path from the root
 * @param node the JSON at that place, or null if there is none
 */
record JsonField(String path, @Nullable JsonNode node) {

	static final Sentence MILLISECONDS = Sentence.of("allowed.any-milliseconds", "milliseconds");

	private static final Sentence OBJECT = Sentence.of("allowed.object", "an object");

	private static final Sentence ARRAY = Sentence.of("allowed.array", "an array");

	private static final Sentence STRING = Sentence.of("allowed.string", "a string");

	private static final int SHOWN = 60;

	JsonField get(String name) {
		JsonNode node = (this.node != null) ? this.node.get(name) : null;
		return new JsonField(this.path.isEmpty() ? name : this.path + "." + name, node);
	}

	boolean isMissing() {
		return this.node == null;
	}

	boolean isNull() {
		return this.node == null || this.node.isNull();
	}

	JsonNode required(Sentence allowed) {
		if (this.node == null) {
			throw invalid(allowed);
		}
		return this.node;
	}

	JsonField object(Set<String> fields) {
		JsonNode object = required(OBJECT);
		if (!object.isObject()) {
			throw invalid(OBJECT);
		}
		for (String name : object.propertyNames()) {
			if (!fields.contains(name)) {
				throw get(name).invalid(Sentence.of("allowed.fields", "no such field; known are {0}",
						Sentence.names(fields.stream().sorted().toList())));
			}
		}
		return this;
	}

	<T> List<T> list(int limit, Function<JsonField, T> element) {
		JsonNode array = required(ARRAY);
		if (!array.isArray()) {
			throw invalid(ARRAY);
		}
		if (array.size() > limit) {
			throw new InvalidScenarioException(this.path, Sentence.of("given.elements", "{0} elements", array.size()),
					Sentence.of("allowed.at-most", "at most {0}", limit));
		}
		List<T> elements = new ArrayList<>();
		for (int i = 0; i < array.size(); i++) {
			elements.add(element.apply(new JsonField(this.path + "[" + i + "]", array.get(i))));
		}
		return List.copyOf(elements);
	}

	String text() {
		JsonNode node = required(STRING);
		if (!node.isString()) {
			throw invalid(STRING);
		}
		return node.stringValue();
	}

	@Nullable String textOrNull() {
		return isNull() ? null : text();
	}

	boolean flag(boolean defaultValue) {
		if (this.node == null) {
			return defaultValue;
		}
		if (!this.node.isBoolean()) {
			throw invalid(Sentence.names(List.of("true", "false")));
		}
		return this.node.booleanValue();
	}

	int integer(int least, int most) {
		JsonNode node = required(Sentence.of("allowed.whole-number", "a whole number"));
		if (!node.isIntegralNumber() || !node.canConvertToInt() || node.intValue() < least || node.intValue() > most) {
			throw invalid(Sentence.of("allowed.whole-number-range", "a whole number from {0} to {1}", least, most));
		}
		return node.intValue();
	}

	<E extends Enum<E>> E choice(E defaultValue) {
		return choice(defaultValue, EnumId::of);
	}

	<E extends Enum<E>> E choice(E defaultValue, Function<E, String> spelling) {
		if (this.node == null) {
			return defaultValue;
		}
		List<E> constants = List.of(defaultValue.getDeclaringClass().getEnumConstants());
		return constants.stream()
			.filter((constant) -> this.node.isString() && spelling.apply(constant).equals(this.node.stringValue()))
			.findFirst()
			.orElseThrow(() -> invalid(Sentence.names(constants.stream().map(spelling).toList())));
	}

	Duration millis(long least, Duration most) {
		JsonNode node = required(MILLISECONDS);
		double value = node.isNumber() ? node.doubleValue() : Double.NaN;
		if (!(value >= least && value <= most.toMillis())) {
			throw invalid(
					Sentence.of("allowed.milliseconds-range", "milliseconds from {0} to {1}", least, most.toMillis()));
		}
		return Duration
			.ofNanos(BigDecimal.valueOf(value).movePointRight(6).setScale(0, RoundingMode.HALF_EVEN).longValue());
	}

	InvalidScenarioException invalid(Sentence allowed) {
		return new InvalidScenarioException(this.path, (this.node != null) ? shown(this.node.toString()) : null,
				allowed);
	}

	static String shown(String text) {
		return (text.length() > SHOWN) ? text.substring(0, SHOWN) + "..." : text;
	}

}
