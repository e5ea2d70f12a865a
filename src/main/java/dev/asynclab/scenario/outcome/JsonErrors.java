package dev.asynclab.scenario.outcome;

import java.util.Comparator;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.BaseExceptionGroup;
import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.scenario.grammar.RaisedError;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * Errors in JSON, by their Python names.
 */
final class JsonErrors {

	static final Comparator<Throwable> AS_THEY_ARE = Comparator.comparingInt((error) -> 0);

	private JsonErrors() {
	}

	static ObjectNode toJson(Throwable error) {
		return toJson(error, AS_THEY_ARE);
	}

	static ObjectNode toJson(Throwable error, Comparator<Throwable> order) {
		ObjectNode json = JsonNodeFactory.instance.objectNode();
		json.put("type", type(error));
		json.put("message", message(error));
		List<Throwable> errors = switch (error) {
			case ExceptionGroup group -> group.exceptions();
			case BaseExceptionGroup group -> group.exceptions();
			default -> List.of();
		};
		if (!errors.isEmpty()) {
			json.putArray("errors").addAll(errors.stream().sorted(order).map((each) -> toJson(each, order)).toList());
		}
		return json;
	}

	private static String message(Throwable error) {
		String message = switch (error) {
			case ExceptionGroup group -> group.message();
			// Java's message would differ from Python's, which is empty.
			case CancellationException _, InterruptedException _, TimeoutException _ -> "";
			case BaseExceptionGroup group -> group.message();
			default -> error.getMessage();
		};
		return (message != null) ? message : "";
	}

	private static String type(Throwable error) {
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
