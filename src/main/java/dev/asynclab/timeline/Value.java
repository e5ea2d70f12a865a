package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import org.jspecify.annotations.Nullable;

/**
 * Freezes what a task or a combinator returned: collections are copied, and an exception
 * among the values (of gather with {@code returnExceptions}) becomes a {@link Raised}.
 */
final class Value {

	private Value() {
	}

	static @Nullable Object freeze(@Nullable Object value) {
		return switch (value) {
			case Throwable error -> new Raised(ErrorSummary.of(error));
			case Collection<?> values -> freezeAll(values);
			case Map<?, ?> values -> freezeEntries(values);
			case null, default -> value;
		};
	}

	static boolean holds(@Nullable Object frozen, ErrorSummary error) {
		return switch (frozen) {
			case Raised raised -> raised.error().equals(error);
			case Collection<?> values -> values.stream().anyMatch((value) -> holds(value, error));
			case Map<?, ?> values -> holds(values.values(), error);
			case null, default -> false;
		};
	}

	private static List<@Nullable Object> freezeAll(Collection<?> values) {
		List<@Nullable Object> frozen = new ArrayList<>(values.size());
		for (Object value : values) {
			frozen.add(freeze(value));
		}
		return Collections.unmodifiableList(frozen);
	}

	private static Map<String, @Nullable Object> freezeEntries(Map<?, ?> values) {
		Map<String, @Nullable Object> frozen = new LinkedHashMap<>();
		values.forEach((key, value) -> frozen.put(String.valueOf(key), freeze(value)));
		return Collections.unmodifiableMap(frozen);
	}

	/**
	 * An exception in the place of a value.
	 *
	 * @param error the error that was raised
	 */
	record Raised(ErrorSummary error) {
	}

}
