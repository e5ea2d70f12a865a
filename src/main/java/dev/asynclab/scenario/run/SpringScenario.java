package dev.asynclab.scenario.run;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * One run of a scenario in one of Spring's styles: starts the tasks, and awaits them with
 * the lesson classes of the style.
 */
interface SpringScenario extends AutoCloseable {

	/**
	 * What the tasks do.
	 * @return the work of all tasks so far
	 */
	WorkRegistry<?> works();

	/**
	 * Creates the tasks and starts to await them.
	 * @return what the combinator returns, or its error; a CancellationException if it
	 * was cancelled
	 */
	CompletableFuture<JsonNode> start();

	/**
	 * Cancels the combinator.
	 * @return {@code false} if it has returned
	 */
	boolean cancelOuter();

	/**
	 * Cancels a task in the way of this style.
	 * @param name the name of the task
	 * @return {@code false} if there is no such task, or it has ended
	 */
	boolean cancel(String name);

	/**
	 * Cancels all tasks that are left.
	 */
	void cancelRest();

	/**
	 * Runs an event from outside, such as a request to cancel, where this style runs
	 * events.
	 * @param event the event
	 */
	default void deliver(Runnable event) {
		event.run();
	}

	/**
	 * Completes when all work has ended. The combinator must have returned before.
	 * @return the end of the run
	 */
	CompletableFuture<?> ended();

	/**
	 * The tasks whose error nothing awaited any more, if the style reports them; most
	 * styles don't.
	 * @return the names of the tasks
	 */
	default List<String> unretrieved() {
		return List.of();
	}

	/**
	 * Gives back the threads of this run.
	 */
	@Override
	void close();

	/**
	 * A time limit for lessons that want one.
	 * @param timeout the limit, or null for none
	 * @return the limit, or a year
	 */
	static Duration orForever(@Nullable Duration timeout) {
		return (timeout != null) ? timeout : Duration.ofDays(365);
	}

}
