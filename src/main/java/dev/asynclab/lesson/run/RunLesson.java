package dev.asynclab.lesson.run;

import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;

/**
 * Runs run in each style that has one. Main does the last job, and the others run beside
 * it.
 */
class RunLesson implements Lesson {

	private final WebClientRun webClient = new WebClientRun();

	private final VirtualThreadRun virtualThread = new VirtualThreadRun(Thread.ofVirtual().name("run-", 1).factory());

	private final AsyncioRun asyncio = new AsyncioRun();

	private final NestedRun nestedRun = new NestedRun(this.asyncio, this.webClient, this.virtualThread);

	private final boolean nested;

	RunLesson(boolean nested) {
		this.nested = nested;
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		return switch (run.plan().style().shape()) {
			case FUTURES -> throw new IllegalArgumentException("A pool has no run");
			case MONOS -> run.onVirtualThread(() -> webClient(run.monos()));
			case BLOCKING -> run.onVirtualThread(() -> virtualThread(run.callables()));
			case COROUTINES -> run.onVirtualThread(() -> asyncio(run.coroutines()));
		};
	}

	private String webClient(List<Mono<String>> calls) {
		return this.nested ? this.nestedRun.webClient(rest(calls), calls.getLast())
				: Objects.requireNonNull(this.webClient.run(rest(calls), calls.getLast()));
	}

	private String virtualThread(List<Callable<String>> calls) throws Exception {
		return this.nested ? this.nestedRun.virtualThread(rest(calls), calls.getLast())
				: this.virtualThread.run(rest(calls), calls.getLast());
	}

	private String asyncio(List<Coroutine<String>> coroutines) {
		return this.nested ? this.nestedRun.asyncio(rest(coroutines), coroutines.getLast())
				: this.asyncio.run(rest(coroutines), coroutines.getLast());
	}

	private static <A> List<A> rest(List<A> calls) {
		return calls.subList(0, calls.size() - 1);
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String main = "async def main(): rest = [asyncio.create_task(call()) for call in calls]; result = await last()";
		return this.nested
				? new Caption(main + "; return asyncio.run(another())", nested(plan),
						"/api/run?style=" + plan.style().id() + "&format=text")
				: new Caption(main + "; return result",
						Sentence.of("run.rest",
								"When main has ended, with a value or an error, run cancels the tasks that are left."),
						"/api/run?nested=true&style=" + plan.style().id() + "&format=text");
	}

	private static Sentence nested(Plan plan) {
		return switch (plan.style().shape()) {
			case COROUTINES ->
				Sentence.of("run.nested-event-loop", "A loop runs one main. Inside it, use await and not run.");
			case MONOS ->
				Sentence.of("run.nested-block", "block() on the event loop would wait for itself. Use flatMap there.");
			case BLOCKING, FUTURES ->
				Sentence.of("run.nested-thread", "A thread may wait anywhere, so a run inside a run is no error.");
		};
	}

}
