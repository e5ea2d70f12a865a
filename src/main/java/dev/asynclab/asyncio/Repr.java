package dev.asynclab.asyncio;

import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import java.util.function.Supplier;

import org.jspecify.annotations.Nullable;

/**
 * What Python's {@code repr} shows: how futures, handles and callbacks describe
 * themselves.
 */
final class Repr {

	private static final int LONGEST = 30;

	/** What the current thread is describing. */
	private static final ThreadLocal<Set<Object>> UNDER_WAY = ThreadLocal
		.withInitial(() -> Collections.newSetFromMap(new IdentityHashMap<>()));

	private Repr() {
	}

	// Describes an object, or says "..." inside its own description.
	static String of(Object object, Supplier<String> description) {
		Set<Object> underWay = UNDER_WAY.get();
		if (!underWay.add(object)) {
			return "...";
		}
		try {
			return "<" + description.get() + ">";
		}
		finally {
			underWay.remove(object);
			if (underWay.isEmpty()) {
				UNDER_WAY.remove();
			}
		}
	}

	static String value(@Nullable Object value) {
		if (value == null) {
			return "None";
		}
		return shortened((value instanceof String) ? "'" + value + "'" : text(value));
	}

	private static String text(Object value) {
		try {
			return String.valueOf(value);
		}
		catch (RuntimeException ex) {
			return "<" + name(value) + " instance>";
		}
	}

	static String error(Throwable error) {
		String message = error.getMessage();
		return name(error) + ((message != null) ? "('" + message + "')" : "()");
	}

	// Names a callback: Owner.<lambda>() for a lambda, else its class.
	static String callback(Object callback) {
		String text = text(callback);
		if (!text.endsWith("@" + Integer.toHexString(System.identityHashCode(callback)))) {
			return text;
		}
		String name = name(callback);
		int lambda = name.indexOf("$$Lambda");
		return (lambda < 0) ? name + "()" : name.substring(0, lambda) + ".<lambda>()";
	}

	private static String name(Object object) {
		return object.getClass().getSimpleName();
	}

	private static String shortened(String text) {
		if (text.length() <= LONGEST) {
			return text;
		}
		int start = (LONGEST - 3) / 2;
		int end = LONGEST - 3 - start;
		return text.substring(0, start) + "..." + text.substring(text.length() - end);
	}

}
