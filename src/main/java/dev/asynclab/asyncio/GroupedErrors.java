package dev.asynclab.asyncio;

import java.io.Serializable;
import java.util.List;

/**
 * What both kinds of groups say of the errors in them.
 *
 * @param message what failed
 * @param exceptions the errors in the order in which they happened
 */
record GroupedErrors(String message, List<Throwable> exceptions) implements Serializable {

	static GroupedErrors of(Throwable group, String message, List<? extends Throwable> exceptions) {
		if (exceptions.isEmpty()) {
			throw new IllegalArgumentException("A group has at least one error");
		}
		exceptions.forEach(group::addSuppressed);
		return new GroupedErrors(message, List.copyOf(exceptions));
	}

	// Python's str(group).
	String text() {
		int count = this.exceptions.size();
		return this.message + " (" + count + ((count == 1) ? " sub-exception)" : " sub-exceptions)");
	}

}
