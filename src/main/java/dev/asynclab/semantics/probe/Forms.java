package dev.asynclab.semantics.probe;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Style;
import dev.asynclab.semantics.probe.Form.Code;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How a concept is written in each style.
 *
 * @param asyncPool on a pool
 * @param webClient with Reactor
 * @param virtualThread on virtual threads
 * @param asyncio on our event loop
 */
record Forms(Pair asyncPool, Pair webClient, Pair virtualThread, Pair asyncio) {

	/** In a style that has no such idiom and no such lesson. */
	static final Pair NONE = new Pair(new Form("none", null), new Form("none", null));

	Pair in(Style style) {
		return switch (style.shape()) {
			case FUTURES -> this.asyncPool;
			case MONOS -> this.webClient;
			case BLOCKING -> this.virtualThread;
			case COROUTINES -> this.asyncio;
		};
	}

	static Pair pair(String idiom, Code<Awaiter> idiomStart, String lesson, Code<Awaiter> lessonStart) {
		return new Pair(new Form(idiom, idiomStart), new Form(lesson, lessonStart));
	}

	/**
	 * Code that returns a future, which the probe awaits.
	 */
	static Pair futures(String idiom, Code<CompletableFuture<?>> idiomCode, String lesson,
			Code<CompletableFuture<?>> lessonCode) {
		return pair(idiom, (bench) -> bench.future(idiomCode.run(bench)), lesson,
				(bench) -> bench.future(lessonCode.run(bench)));
	}

	/**
	 * Code that returns a Mono, to which the probe subscribes.
	 */
	static Pair monos(String idiom, Code<Mono<?>> idiomCode, String lesson, Code<Mono<?>> lessonCode) {
		return pair(idiom, (bench) -> bench.subscribe(idiomCode.run(bench)), lesson,
				(bench) -> bench.subscribe(lessonCode.run(bench)));
	}

	/**
	 * Code that blocks, which the probe runs on a virtual thread.
	 */
	static Pair blocking(String idiom, Code<? extends @Nullable Object> idiomCode, String lesson,
			Code<? extends @Nullable Object> lessonCode) {
		return pair(idiom, (bench) -> bench.thread(() -> idiomCode.run(bench)), lesson,
				(bench) -> bench.thread(() -> lessonCode.run(bench)));
	}

	/**
	 * Code of a coroutine, which the probe runs in a task of an event loop.
	 */
	static Pair coroutines(String idiom, Code<? extends @Nullable Object> idiomCode, String lesson,
			Code<? extends @Nullable Object> lessonCode) {
		return pair(idiom, (bench) -> bench.task(() -> idiomCode.run(bench)), lesson,
				(bench) -> bench.task(() -> lessonCode.run(bench)));
	}

	/**
	 * The two forms of a style.
	 *
	 * @param idiom the usual idiom
	 * @param lesson the lesson class
	 */
	record Pair(Form idiom, Form lesson) {

	}

}
