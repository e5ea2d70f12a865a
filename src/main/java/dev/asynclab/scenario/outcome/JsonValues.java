package dev.asynclab.scenario.outcome;

import java.util.Collection;
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
public final class JsonValues {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private JsonValues() {
	}

	/**
	 * Converts a list.
	 * @param items values in JSON, and errors
	 * @return an array
	 */
	public static ArrayNode array(List<?> items) {
		ArrayNode array = JSON.arrayNode();
		items.forEach((item) -> array.add(item(item)));
		return array;
	}

	/**
	 * Converts one item of a list.
	 * @param item a value in JSON, an error, or null
	 * @return the value, an object with the error, or JSON's null
	 */
	public static JsonNode item(@Nullable Object item) {
		if (item instanceof Throwable error) {
			return JSON.objectNode().set("error", JsonErrors.toJson(unwrapped(error)));
		}
		return (item instanceof JsonNode value) ? value : NullNode.getInstance();
	}

	/**
	 * Converts what a wait returns.
	 * @param <F> the type of the futures
	 * @param names all names, in order of declaration
	 * @param futures the futures that were waited for, by name
	 * @param done the futures that are done; the others are pending
	 * @return the names of both
	 */
	public static <F> JsonNode doneAndPending(List<String> names, Map<String, F> futures, Collection<F> done) {
		ObjectNode value = JSON.objectNode();
		ArrayNode doneNames = value.putArray("done");
		ArrayNode pendingNames = value.putArray("pending");
		for (String name : names) {
			F future = futures.get(name);
			if (future != null) {
				(done.contains(future) ? doneNames : pendingNames).add(name);
			}
		}
		return value;
	}

	/**
	 * Returns the error that a future's exception wraps.
	 * @param error any error
	 * @return the cause, or the error itself if it wraps none
	 */
	public static Throwable unwrapped(Throwable error) {
		Throwable cause = error.getCause();
		return ((error instanceof CompletionException || error instanceof ExecutionException) && cause != null)
				? unwrapped(cause) : error;
	}

}
