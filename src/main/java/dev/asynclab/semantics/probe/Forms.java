package dev.asynclab.semantics.probe;

import java.util.Set;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * How a concept is written in each style.
 */
record Forms(Pair asyncPool, Pair webClient, Pair virtualThread, Pair asyncio) {

	/** The names of idioms that are no more than a future of {@code @Async}. */
	private static final Set<String> ONE_FUTURE = Set.of("@Async", "CompletableFuture.cancel");

	/** In a style that has no such idiom and no such lesson. */
	static final Pair NONE = new Pair(new Form("none", null), new Form("none", null));

	Pair in(Style style) {
		return switch (style.shape()) {
			case FUTURES -> style.isDistributed() ? this.asyncPool.distributed() : this.asyncPool;
			case MONOS -> this.webClient;
			case BLOCKING -> this.virtualThread;
			case COROUTINES -> this.asyncio;
		};
	}

	static Pair pair(String idiom, Code<Awaiter> idiomStart, String lesson, Code<Awaiter> lessonStart) {
		return new Pair(new Form(idiom, idiomStart), new Form(lesson, lessonStart));
	}

	// Code that returns a future, which the probe awaits.
	static Pair futures(String idiom, Code<CompletableFuture<?>> idiomCode, String lesson,
			Code<CompletableFuture<?>> lessonCode) {
		return pair(idiom, (bench) -> bench.future(idiomCode.run(bench)), lesson,
				(bench) -> bench.future(lessonCode.run(bench)));
	}

	// Code that returns a Mono, to which the probe subscribes.
	static Pair monos(String idiom, Code<Mono<?>> idiomCode, String lesson, Code<Mono<?>> lessonCode) {
		return pair(idiom, (bench) -> bench.subscribe(idiomCode.run(bench)), lesson,
				(bench) -> bench.subscribe(lessonCode.run(bench)));
	}

	// Code that blocks, which the probe runs on a virtual thread.
	static Pair blocking(String idiom, Code<? extends @Nullable Object> idiomCode, String lesson,
			Code<? extends @Nullable Object> lessonCode) {
		return pair(idiom, (bench) -> bench.thread(() -> idiomCode.run(bench)), lesson,
				(bench) -> bench.thread(() -> lessonCode.run(bench)));
	}

	// Code of a coroutine, which the probe runs in a task of an event loop.
	static Pair coroutines(String idiom, Code<? extends @Nullable Object> idiomCode, String lesson,
			Code<? extends @Nullable Object> lessonCode) {
		return pair(idiom, (bench) -> bench.task(() -> idiomCode.run(bench)), lesson,
				(bench) -> bench.task(() -> lessonCode.run(bench)));
	}

	/**
	 * The code of a form. It gets the calls, and the threads and loops to run them on.
	 */
	@FunctionalInterface
	interface Code<T extends @Nullable Object> {

		T run(Workbench bench) throws Exception;

	}

	/**
	 * One way to write a concept: a library's usual idiom, or our lesson class. It has no
	 * start if the style has no such form.
	 */
	record Form(String name, @Nullable Code<Awaiter> start) {

	}

	/**
	 * The usual idiom and the lesson class of a style.
	 */
	record Pair(Form idiom, Form lesson) {

		// The same code over the futures of the cluster, which come from another method.
		private Pair distributed() {
			return ONE_FUTURE.contains(this.idiom.name())
					? new Pair(new Form("IExecutorService.submit", this.idiom.start()), this.lesson) : this;
		}

	}

}
