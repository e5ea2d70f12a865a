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
			Forms.pair("CompletableFuture.cancel", (bench, calls) -> bench.future(bench.async(calls.getFirst())),
					"AsyncPoolCreateTask", CreateTaskForms::asyncPoolLesson),
			Forms.pair("Mono.subscribe", (bench, calls) -> bench.subscribe(calls.getFirst().mono()),
					"WebClientCreateTask", CreateTaskForms::webClientLesson),
			Forms.pair("Future.cancel(true)",
					(bench, calls) -> bench.get(bench.virtualThreads().submit(calls.getFirst().blocking())),
					"VirtualThreadCreateTask", CreateTaskForms::virtualThreadLesson),
			Forms.pair("asyncio.create_task", (bench, calls) -> bench.task(() -> Calls.tasks(calls).getFirst().await()),
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

	private static Awaiter asyncTwo(Workbench bench, List<Call> calls) {
		CompletableFuture<String> first = bench.async(calls.getFirst());
		CompletableFuture<String> second = bench.async(calls.getLast());
		return bench.future(first.thenCompose((a) -> second.thenApply((b) -> List.of(a, b))));
	}

	private static Awaiter subscribeTwo(Workbench bench, List<Call> calls) {
		bench.subscribeAndForget(calls.getLast().mono());
		return bench.subscribe(calls.getFirst().mono());
	}

	private static Awaiter submitTwo(Workbench bench, List<Call> calls) {
		Future<String> first = bench.virtualThreads().submit(calls.getFirst().blocking());
		Future<String> second = bench.virtualThreads().submit(calls.getLast().blocking());
		return bench.thread(() -> List.of(first.get(), second.get()));
	}

	private static Awaiter createTwo(Workbench bench, List<Call> calls) {
		return bench.task(() -> {
			Task<String> first = Asyncio.createTask(calls.getFirst().coroutine());
			Task<String> second = Asyncio.createTask(calls.getLast().coroutine());
			return List.of(first.await(), second.await());
		});
	}

	private static Awaiter asyncPoolLesson(Workbench bench, List<Call> calls) {
		List<Supplier<CompletableFuture<String>>> suppliers = calls.stream()
			.<Supplier<CompletableFuture<String>>>map((call) -> () -> bench.job(call))
			.toList();
		return bench.future(new AsyncPoolCreateTask().createTasks(suppliers));
	}

	private static Awaiter webClientLesson(Workbench bench, List<Call> calls) {
		return bench.subscribe(new WebClientCreateTask().createTasks(Calls.monos(calls)));
	}

	private static Awaiter virtualThreadLesson(Workbench bench, List<Call> calls) {
		return bench
			.thread(() -> new VirtualThreadCreateTask(bench.virtualThreads()).createTasks(Calls.blocking(calls)));
	}

	private static Awaiter asyncioLesson(Workbench bench, List<Call> calls) {
		return bench.task(() -> new AsyncioCreateTask().createTasks(Calls.coroutines(calls)));
	}

}
