package dev.asynclab.scenario;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What combinators return, in JSON.
 */
final class Values {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private Values() {
	}

	static JsonNode array(List<?> items) {
		ArrayNode array = JSON.arrayNode();
		items.forEach((item) -> array.add(item(item)));
		return array;
	}

	static JsonNode item(@Nullable Object item) {
		if (item instanceof Throwable error) {
			return JSON.objectNode().set("error", Errors.toJson(unwrapped(error)));
		}
		return (item instanceof JsonNode value) ? value : NullNode.getInstance();
	}

	/**
	 * What a wait returns.
	 * @param <F> the type of the futures
	 * @param names all names, in order of declaration
	 * @param futures what was waited for
	 * @param parted the futures that are done, and those that are pending
	 * @return the names of both
	 */
	static <F> JsonNode doneAndPending(List<String> names, Map<String, F> futures, Map<Boolean, List<F>> parted) {
		ObjectNode value = JSON.objectNode();
		for (boolean done : List.of(true, false)) {
			List<String> found = new ArrayList<>(names);
			found.removeIf((name) -> !parted.getOrDefault(done, List.of()).contains(futures.get(name)));
			found.forEach(value.putArray(done ? "done" : "pending")::add);
		}
		return value;
	}

	static Throwable unwrapped(Throwable error) {
		Throwable cause = error.getCause();
		return ((error instanceof CompletionException || error instanceof ExecutionException) && cause != null)
				? unwrapped(cause) : error;
	}

}
