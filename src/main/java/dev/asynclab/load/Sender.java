package dev.asynclab.load;

import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Sends the requests of {@link Traffic}, and tells what became of each. A client that
 * tries again sends more than one request, and tells once.
 */
@FunctionalInterface
public interface Sender {

	/**
	 * Sends a request, and returns without waiting for its answer.
	 * @param path what to get
	 * @param whenDone is called once, on any thread; with null if the request has
	 * succeeded, else with the kind of error
	 */
	void get(String path, Consumer<@Nullable String> whenDone);

}
