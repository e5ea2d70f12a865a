package dev.asynclab.notation;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/**
 * How users write an enum's constants: {@code ASYNC_POOL} is {@code async-pool}.
 */
public final class EnumId {

	private static final ClassValue<List<String>> IDS = new ClassValue<>() {

		@Override
		protected List<String> computeValue(Class<?> type) {
			return ids(type);
		}

	};

	private EnumId() {
	}

	/**
	 * Returns the id of one constant.
	 * @param constant the constant
	 * @return its name in lower case, with hyphens
	 */
	public static String of(Enum<?> constant) {
		return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
	}

	/**
	 * Returns the ids of all constants of a type.
	 * @param type an enum
	 * @return the ids in the order of declaration
	 * @throws IllegalArgumentException if the type is no enum
	 */
	public static List<String> all(Class<?> type) {
		return IDS.get(type);
	}

	private static List<String> ids(Class<?> type) {
		Object[] constants = type.getEnumConstants();
		if (constants == null) {
			throw new IllegalArgumentException(type + " is no enum");
		}
		return Arrays.stream(constants).map((constant) -> of((Enum<?>) constant)).toList();
	}

}
