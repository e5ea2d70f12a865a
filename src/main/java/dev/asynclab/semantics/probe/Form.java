package dev.asynclab.semantics.probe;

import org.jspecify.annotations.Nullable;

/**
 * One way to write a concept: a library's usual idiom, or our lesson class.
 *
 * @param name what it is called, such as {@code CompletableFuture.allOf}
 * @param start starts the calls and awaits them; {@code null} if the style has no such
 * form
 */
record Form(String name, @Nullable Code<Awaiter> start) {

	/**
	 * The code of a form.
	 *
	 * @param <T> what it returns
	 */
	@FunctionalInterface
	interface Code<T extends @Nullable Object> {

		/**
		 * Runs the code.
		 * @param bench the calls, and the threads and loops to run them on
		 * @return what the code returns
		 * @throws Exception if the code fails
		 */
		T run(Workbench bench) throws Exception;

	}

}
