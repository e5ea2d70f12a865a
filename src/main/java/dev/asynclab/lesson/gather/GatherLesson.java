package dev.asynclab.lesson.gather;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.job.Shape;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import reactor.core.publisher.Mono;

/**
 * Runs gather in each style.
 */
class GatherLesson implements Lesson {

	private final AsyncPoolGather asyncPool = new AsyncPoolGather();

	private final AsyncPoolLimit asyncPoolLimit = new AsyncPoolLimit();

	private final WebClientGather webClient = new WebClientGather();

	private final AsyncioGather asyncio = new AsyncioGather();

	private final boolean returnExceptions;

	private final @Nullable Integer limit;

	GatherLesson(boolean returnExceptions, @Nullable Integer limit) {
		this.returnExceptions = returnExceptions;
		this.limit = limit;
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		run.createTasks();
		int limit = concurrency(run.plan());
		return switch (run.plan().style().shape()) {
			case FUTURES -> asyncPool(run.futures(), limit);
			case MONOS -> webClient(run.monos(), limit).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> virtualThread(run, limit));
			case COROUTINES -> run.onEventLoop(() -> asyncio(run.coroutines(), limit));
		};
	}

	private CompletableFuture<?> asyncPool(List<Supplier<CompletableFuture<String>>> calls, int limit) {
		List<CompletableFuture<String>> tasks = (this.limit != null) ? this.asyncPoolLimit.start(calls, limit)
				: calls.stream().map(Supplier::get).toList();
		return this.returnExceptions ? this.asyncPool.gatherReturningExceptions(tasks) : this.asyncPool.gather(tasks);
	}

	private Mono<?> webClient(List<Mono<String>> calls, int limit) {
		return this.returnExceptions ? this.webClient.gatherReturningExceptions(calls, limit)
				: this.webClient.gather(calls, limit);
	}

	private List<?> virtualThread(Run run, int limit) throws Exception {
		VirtualThreadGather gather = new VirtualThreadGather(run.virtualThreads());
		return this.returnExceptions ? gather.gatherReturningExceptions(run.callables(), limit)
				: gather.gather(run.callables(), limit);
	}

	private List<?> asyncio(List<Coroutine<String>> coroutines, int limit) {
		return this.returnExceptions ? this.asyncio.gatherReturningExceptions(coroutines, limit)
				: this.asyncio.gather(coroutines, limit);
	}

	@Override
	public int concurrency(Plan plan) {
		int jobs = plan.jobs().size();
		return (this.limit != null) ? Math.min(this.limit, jobs) : jobs;
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String arguments = plan.pythonArguments() + (this.returnExceptions ? ", return_exceptions=True" : "");
		return new Caption("results = await asyncio.gather(" + arguments + ")", lesson(plan, peak), next(plan));
	}

	private Sentence lesson(Plan plan, int peak) {
		if (plan.fails()) {
			return this.returnExceptions
					? Sentence.of("gather.errors",
							"gather waits for all tasks, and returns their errors among the values.")
					: Sentence.of("gather.first-error",
							"gather raises the first error at once. The other tasks run on.");
		}
		if (plan.blocks() && plan.style().hasEventLoop()) {
			return Sentence.of("blocking.event-loop",
					"A call that blocks the event loop, as time.sleep() does, delays every other task on it.");
		}
		if (this.limit != null && peak == this.limit) {
			return Sentence.of("gather.limit", "A semaphore limits how many run at once: {0}. The others wait.",
					this.limit);
		}
		if (plan.style().shape() == Shape.FUTURES && peak < plan.jobs().size()) {
			return plan.style().isDistributed() ? Sentence.of("gather.workers",
					"The workers ran {0} tasks at once. The others waited in their queues for a free place.", peak)
					: Sentence.of("gather.pool",
							"The pool ran {0} tasks at once. The others waited in its queue for a free thread.", peak);
		}
		return Sentence.of("gather.order",
				"All tasks start at once. The results come in argument order, when the longest has ended.");
	}

	private String next(Plan plan) {
		if (plan.fails()) {
			return this.returnExceptions ? "/api/gather?count=20&delay=500ms&format=text"
					: "/api/gather?job=A:2s&job=B:1s:fail&returnExceptions=true&format=text";
		}
		if (plan.jobs().size() > 8 && plan.style().shape() == Shape.FUTURES) {
			return "/api/gather?count=20&delay=500ms&style=webclient&format=text";
		}
		return (plan.jobs().size() > 8) ? "/api/compare?format=text" : "/api/gather?job=A:2s&job=B:1s:fail&format=text";
	}

}
