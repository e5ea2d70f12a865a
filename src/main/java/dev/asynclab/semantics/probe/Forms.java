package dev.asynclab.semantics.probe;

import dev.asynclab.job.Style;

/**
 * How a concept is written in each style.
 *
 * @param asyncPool on a pool
 * @param webClient with Reactor
 * @param virtualThread on virtual threads
 * @param asyncio on our event loop
 */
record Forms(Pair asyncPool, Pair webClient, Pair virtualThread, Pair asyncio) {

	Pair in(Style style) {
		return switch (style) {
			case ASYNC_POOL -> this.asyncPool;
			case WEBCLIENT -> this.webClient;
			case VIRTUAL_THREAD -> this.virtualThread;
			case ASYNCIO -> this.asyncio;
		};
	}

	static Pair pair(String idiom, Form.Start idiomStart, String lesson, Form.Start lessonStart) {
		return new Pair(new Form(idiom, idiomStart), new Form(lesson, lessonStart));
	}

	/**
	 * The usual idiom, and the lesson class.
	 *
	 * @param idiom what one finds everywhere
	 * @param lesson what the lab teaches
	 */
	record Pair(Form idiom, Form lesson) {

	}

}
