package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a scenario in one of Spring's styles: starts the tasks, and awaits them with
 * the lesson classes of the style.
 */
interface SpringScenario extends AutoCloseable {

	WorkRegistry<?> works();

	// Creates the tasks and starts to await them. What it returns completes as the
	// combinator does.
	CompletableFuture<JsonNode> start();

	// Cancels the combinator, and returns false if that has ended.
	boolean cancelOuter();

	// Returns false if there is no such task, or it has ended.
	boolean cancel(String name);

	void cancelRest();

	// Runs an event from outside, such as a request to cancel, where this style runs
	// events.
	default void deliver(Runnable event) {
		event.run();
	}

	// Returns the name of the event loop that the tasks share, or null if they share
	// none.
	default @Nullable String loop() {
		return null;
	}

	// Completes when all work has ended. The combinator must have returned before.
	CompletableFuture<?> ended();

	// Returns the tasks whose errors nothing awaited. Most styles report none.
	default List<String> unretrieved() {
		return List.of();
	}

	@Override
	void close();

	// Lessons want a time limit. That of a scenario without one is a year.
	static Duration orForever(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : Duration.ofDays(365);
	}

	// Creates one value for each name, however often the name is given.
	static <T> Map<String, T> once(List<String> names, Function<String, ? extends T> create) {
		Map<String, T> values = new LinkedHashMap<>();
		names.forEach((name) -> values.computeIfAbsent(name, create));
		return values;
	}

}
