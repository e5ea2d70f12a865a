package dev.asynclab.lesson.tothread;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Scheduler;

/**
 * Runs to_thread in each style: starts all jobs at once, those that block on worker
 * threads, and awaits each in order.
 */
class ToThreadLesson implements Lesson {

	private final AsyncPoolToThread asyncPool;

	private final WebClientToThread webClient;

	private final AsyncioToThread asyncio = new AsyncioToThread();

	ToThreadLesson(AsyncPoolToThread asyncPool, Scheduler labWorkers) {
		this.asyncPool = asyncPool;
		this.webClient = new WebClientToThread(labWorkers);
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> awaitEach(run.callables().stream().map(this::onPool).toList());
			case MONOS ->
				awaitEach(either(run, run.monos(), this.webClient::toThread).stream().map(Mono::toFuture).toList());
			case BLOCKING -> run.onVirtualThread(() -> onVirtualThreads(run));
			case COROUTINES ->
				run.onEventLoop(() -> inTasks(either(run, run.coroutines(), this.asyncio::<String>toThread)));
		};
	}

	private static <A> List<A> either(Run run, List<A> onLoop, Function<Callable<String>, A> toThread) {
		List<Callable<String>> functions = run.callables();
		return IntStream.range(0, onLoop.size())
			.mapToObj((i) -> run.plan().jobs().get(i).blocks() ? toThread.apply(functions.get(i)) : onLoop.get(i))
			.toList();
	}

	private CompletableFuture<String> onPool(Callable<String> function) {
		try {
			return this.asyncPool.toThread(function);
		}
		catch (Exception ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static CompletableFuture<List<String>> awaitEach(List<CompletableFuture<String>> tasks) {
		CompletableFuture<List<String>> results = CompletableFuture.completedFuture(new ArrayList<>());
		for (CompletableFuture<String> task : tasks) {
			results = results.thenCompose((values) -> task.thenApply((value) -> {
				values.add(value);
				return values;
			}));
		}
		return results;
	}

	private static List<String> onVirtualThreads(Run run) throws Exception {
		VirtualThreadToThread virtualThread = new VirtualThreadToThread(run.virtualThreads());
		List<Future<String>> tasks = run.callables().stream().map(virtualThread::toThread).toList();
		List<String> results = new ArrayList<>();
		for (Future<String> task : tasks) {
			results.add(task.get());
		}
		return results;
	}

	private static List<String> inTasks(List<Coroutine<String>> coroutines) {
		List<Task<String>> tasks = coroutines.stream().map(Asyncio::<String>createTask).toList();
		return tasks.stream().map(Task::await).toList();
	}

	@Override
	public boolean blocksEventLoop(Plan plan) {
		return false;
	}

	@Override
	public int concurrency(Plan plan) {
		int jobs = plan.jobs().size();
		return (plan.blocks() && plan.style().hasEventLoop()) ? Math.min(jobs, WorkersConfiguration.THREADS) : jobs;
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"tasks = [asyncio.create_task(asyncio.to_thread(call) if call.blocks else call()) for call in calls]",
				lesson(plan),
				plan.style().hasEventLoop()
						? "/api/create-task?job=A:500ms&job=B:1500ms:block&style=webclient&format=text"
						: "/api/to-thread?style=webclient&format=text");
	}

	private static Sentence lesson(Plan plan) {
		return switch (plan.style().shape()) {
			case MONOS,
					COROUTINES ->
				plan.blocks()
						? Sentence.of("to-thread.worker",
								"Blocking code runs on a worker thread, so the loop stays free.")
						: Sentence.of("to-thread.nothing-blocks",
								"No job blocks here. Give a job :block, and it runs on a worker thread.");
			case FUTURES -> Sentence.of("to-thread.pool",
					"Each task of a pool runs on a worker thread: @Async does what to_thread does.");
			case BLOCKING -> Sentence.of("to-thread.virtual-thread",
					"A virtual thread may block. It is already what to_thread gives: a thread for one task.");
		};
	}

}
