package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.createtask.AsyncPoolCreateTask;
import dev.asynclab.lesson.createtask.AsyncioCreateTask;
import dev.asynclab.lesson.createtask.VirtualThreadCreateTask;
import dev.asynclab.lesson.createtask.WebClientCreateTask;

/**
 * Tasks that are started first and awaited then: {@code create_task(call)}.
 */
final class CreateTaskForms {

	/**
	 * One task, which whoever awaits it may cancel.
	 */
	static final Forms ONE = new Forms(
			Forms.pair("CompletableFuture.cancel", (bench) -> bench.future(bench.async(bench.first())),
					"AsyncPoolCreateTask", CreateTaskForms::asyncPoolLesson),
			Forms.pair("Mono.subscribe", (bench) -> bench.subscribe(bench.first().mono()), "WebClientCreateTask",
					CreateTaskForms::webClientLesson),
			Forms.pair("Future.cancel(true)",
					(bench) -> bench.get(bench.virtualThreads().submit(bench.first().blocking())),
					"VirtualThreadCreateTask", CreateTaskForms::virtualThreadLesson),
			Forms.pair("asyncio.create_task", (bench) -> bench.task(() -> bench.tasks().getFirst().await()),
					"AsyncioCreateTask", CreateTaskForms::asyncioLesson));

	/**
	 * Two tasks that are awaited one after the other, so that nobody awaits the second if
	 * the first fails.
	 */
	static final Forms TWO = new Forms(
			Forms.pair("@Async", CreateTaskForms::asyncTwo, "AsyncPoolCreateTask", CreateTaskForms::asyncPoolLesson),
			Forms.pair("Mono.subscribe", CreateTaskForms::subscribeTwo, "WebClientCreateTask",
					CreateTaskForms::webClientLesson),
			Forms.pair("ExecutorService.submit", CreateTaskForms::submitTwo, "VirtualThreadCreateTask",
					CreateTaskForms::virtualThreadLesson),
			Forms.pair("asyncio.create_task", CreateTaskForms::createTwo, "AsyncioCreateTask",
					CreateTaskForms::asyncioLesson));

	private CreateTaskForms() {
	}

	private static Awaiter asyncTwo(Workbench bench) {
		CompletableFuture<String> first = bench.async(bench.first());
		CompletableFuture<String> second = bench.async(bench.last());
		return bench.future(first.thenCompose((a) -> second.thenApply((b) -> List.of(a, b))));
	}

	private static Awaiter subscribeTwo(Workbench bench) {
		bench.subscribeAndForget(bench.last().mono());
		return bench.subscribe(bench.first().mono());
	}

	private static Awaiter submitTwo(Workbench bench) {
		Future<String> first = bench.virtualThreads().submit(bench.first().blocking());
		Future<String> second = bench.virtualThreads().submit(bench.last().blocking());
		return bench.thread(() -> List.of(first.get(), second.get()));
	}

	private static Awaiter createTwo(Workbench bench) {
		return bench.task(() -> {
			Task<String> first = Asyncio.createTask(bench.first().coroutine());
			Task<String> second = Asyncio.createTask(bench.last().coroutine());
			return List.of(first.await(), second.await());
		});
	}

	private static Awaiter asyncPoolLesson(Workbench bench) {
		List<Supplier<CompletableFuture<String>>> suppliers = bench.jobStarters();
		return bench.future(new AsyncPoolCreateTask().createTasks(suppliers));
	}

	private static Awaiter webClientLesson(Workbench bench) {
		return bench.subscribe(new WebClientCreateTask().createTasks(bench.monos()));
	}

	private static Awaiter virtualThreadLesson(Workbench bench) {
		return bench.thread(() -> new VirtualThreadCreateTask(bench.virtualThreads()).createTasks(bench.blocking()));
	}

	private static Awaiter asyncioLesson(Workbench bench) {
		return bench.task(() -> new AsyncioCreateTask().createTasks(bench.coroutines()));
	}

}
