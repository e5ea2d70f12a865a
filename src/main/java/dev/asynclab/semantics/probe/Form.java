package dev.asynclab.semantics.probe;

import java.util.List;

import org.jspecify.annotations.Nullable;

/**
 * One way to write a concept: a library's usual idiom, or our lesson class.
 *
 * @param name what it is called, such as {@code CompletableFuture.allOf}
 * @param start starts the calls and awaits them; {@code null} if there is no such form
 */
record Form(String name, @Nullable Start start) {

	/**
	 * Says that a style has no such idiom, or no such lesson.
	 */
	static Form none() {
		return new Form("none", null);
	}

	Awaiter start(Workbench bench, List<Call> calls) throws Exception {
		if (this.start == null) {
			throw new IllegalStateException("there is no such form");
		}
		return this.start.start(bench, calls);
	}

	/**
	 * The code of a form.
	 */
	@FunctionalInterface
	interface Start {

		Awaiter start(Workbench bench, List<Call> calls) throws Exception;

	}

}
