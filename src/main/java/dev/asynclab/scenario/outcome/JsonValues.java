package dev.asynclab.scenario.outcome;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.BaseExceptionGroup;
import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.scenario.grammar.RaisedError;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.NullNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What combinators return and raise, in JSON.
 */
public final class JsonValues {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	/** Leaves the errors of a group in the order in which they happened. */
	public static final Comparator<Throwable> AS_THEY_ARE = Comparator.comparingInt((error) -> 0);

	private JsonValues() {
	}

	// The items are values in JSON, and errors.
	public static ArrayNode array(List<?> items) {
		ArrayNode array = JSON.arrayNode();
		items.forEach((item) -> array.add(item(item)));
		return array;
	}

	private static JsonNode item(@Nullable Object item) {
		if (item instanceof Throwable error) {
			return JSON.objectNode().set("error", error(unwrapped(error), AS_THEY_ARE));
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

	/**
	 * Converts an error.
	 * @param error the error
	 * @param order the order of the errors of a group
	 * @return its Python type, its message and, for a group, its errors
	 */
	public static ObjectNode error(Throwable error, Comparator<Throwable> order) {
		ObjectNode json = JSON.objectNode();
		json.put("type", type(error));
		json.put("message", message(error));
		List<Throwable> errors = switch (error) {
			case ExceptionGroup group -> group.exceptions();
			case BaseExceptionGroup group -> group.exceptions();
			default -> List.of();
		};
		if (!errors.isEmpty()) {
			json.putArray("errors").addAll(errors.stream().sorted(order).map((each) -> error(each, order)).toList());
		}
		return json;
	}

	static String message(Throwable error) {
		String message = switch (error) {
			case ExceptionGroup group -> group.message();
			// Java's message would differ from Python's, which is empty.
			case CancellationException _, InterruptedException _, TimeoutException _ -> "";
			case BaseExceptionGroup group -> group.message();
			default -> error.getMessage();
		};
		return (message != null) ? message : "";
	}

	static String type(Throwable error) {
		return switch (error) {
			case RaisedError raised -> raised.type();
			case CancellationException _, InterruptedException _ -> "CancelledError";
			case TimeoutException _ -> "TimeoutError";
			case IllegalArgumentException _ -> "ValueError";
			case IllegalStateException _ -> "RuntimeError";
			default -> error.getClass().getSimpleName();
		};
	}

}
