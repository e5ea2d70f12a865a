package dev.asynclab.scenario.python;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A call, or another expression in brackets.
 *
 * @param head what comes before the arguments, up to the opening bracket
 * @param arguments texts and calls
 * @param tail the closing bracket, and what comes after it
 */
record Call(String head, List<?> arguments, String tail) {

	@Override
	public String toString() {
		return this.arguments.stream().map(Object::toString).collect(Collectors.joining(", ", this.head, this.tail));
	}

}
