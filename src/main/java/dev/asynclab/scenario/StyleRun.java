package dev.asynclab.scenario;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import tools.jackson.databind.JsonNode;

/**
 * One run of a scenario in one of Spring's styles: starts the tasks and awaits them with
 * the lesson classes of the style.
 */
interface StyleRun extends AutoCloseable {

	/**
	 * The work, as far as it has come.
	 * @return the work of all tasks so far
	 */
	Works<?> works();

	/**
	 * Creates the tasks and starts to await them.
	 * @return what the combinator returns, or its error; a CancellationException where
	 * whoever awaits was cancelled
	 */
	CompletableFuture<JsonNode> start();

	/**
	 * Cancels whoever awaits.
	 * @return {@code false} if the combinator has returned
	 */
	boolean cancelOuter();

	/**
	 * Cancels a task, as who holds it would in this style.
	 * @param name the name of the task
	 * @return {@code false} if there is none, or it has ended
	 */
	boolean cancel(String name);

	/**
	 * Cancels all tasks that are left.
	 */
	default void cancelRest() {
		works().cancelRest();
	}

	/**
	 * Runs what comes from outside where the style runs such things.
	 * @param event what to run
	 */
	default void deliver(Runnable event) {
		event.run();
	}

	/**
	 * Once the combinator has returned: completes when all work has ended.
	 * @return the end of the run
	 */
	CompletableFuture<?> ended();

	/**
	 * The tasks whose error came when nobody awaited it any more, as far as the style
	 * tells; most don't.
	 * @return their names
	 */
	default List<String> unretrieved() {
		return List.of();
	}

	/**
	 * Gives back what the run has needed.
	 */
	@Override
	void close();

}
