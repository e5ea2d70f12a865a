package dev.asynclab.semantics.probe;

import org.jspecify.annotations.Nullable;

/**
 * One way to write a concept: a library's usual idiom, or our lesson class.
 *
 * @param name what it is called, such as {@code CompletableFuture.allOf}
 * @param start the code, or {@code null} if the style has no such form
 */
record Form(String name, @Nullable Start start) {

	static final Form NONE = new Form("none", null);

	/**
	 * The code of a form.
	 */
	@FunctionalInterface
	interface Start {

		/**
		 * Starts the calls of the workbench and awaits them.
		 * @param bench the calls, and the threads and loops to run them on
		 * @return what awaits the calls
		 * @throws Exception if the calls can't be started
		 */
		Awaiter start(Workbench bench) throws Exception;

	}

}
