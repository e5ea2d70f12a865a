package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.createtask.AsyncPoolCreateTask;
import dev.asynclab.lesson.createtask.AsyncioCreateTask;
import dev.asynclab.lesson.createtask.VirtualThreadCreateTask;
import dev.asynclab.lesson.createtask.WebClientCreateTask;
import reactor.core.publisher.Mono;

/**
 * Tasks that are started first and awaited then: {@code create_task(call)}.
 */
final class CreateTaskForms {

	// One task, which its awaiter may cancel.
	static final Forms ONE = new Forms(
			Forms.futures("CompletableFuture.cancel", (bench) -> bench.async(bench.first()), "AsyncPoolCreateTask",
					(bench) -> new AsyncPoolCreateTask().createTasks(bench.jobStarters())),
			Forms.monos("Mono.subscribe", (bench) -> bench.first().mono(), "WebClientCreateTask",
					(bench) -> new WebClientCreateTask().createTasks(bench.monos())),
			Forms.pair("Future.cancel(true)",
					(bench) -> bench.get(bench.virtualThreads().submit(bench.first().blocking())),
					"VirtualThreadCreateTask",
					(bench) -> bench.thread(
							() -> new VirtualThreadCreateTask(bench.virtualThreads()).createTasks(bench.blocking()))),
			Forms.coroutines("asyncio.create_task", (bench) -> bench.tasks().getFirst().await(), "AsyncioCreateTask",
					(bench) -> new AsyncioCreateTask().createTasks(bench.coroutines())));

	// Two tasks that are awaited one after the other, so that the second is not awaited
	// if the first fails.
	static final Forms TWO = new Forms(
			Forms.futures("@Async", CreateTaskForms::asyncTwo, "AsyncPoolCreateTask",
					(bench) -> new AsyncPoolCreateTask().createTasks(bench.jobStarters())),
			Forms.monos("Mono.subscribe", CreateTaskForms::subscribeTwo, "WebClientCreateTask",
					(bench) -> new WebClientCreateTask().createTasks(bench.monos())),
			Forms.blocking("ExecutorService.submit", CreateTaskForms::submitTwo, "VirtualThreadCreateTask",
					(bench) -> new VirtualThreadCreateTask(bench.virtualThreads()).createTasks(bench.blocking())),
			Forms.coroutines("asyncio.create_task", CreateTaskForms::createTwo, "AsyncioCreateTask",
					(bench) -> new AsyncioCreateTask().createTasks(bench.coroutines())));

	private CreateTaskForms() {
	}

	private static CompletableFuture<?> asyncTwo(Workbench bench) {
		CompletableFuture<String> first = bench.async(bench.first());
		CompletableFuture<String> second = bench.async(bench.last());
		return first.thenCompose((a) -> second.thenApply((b) -> List.of(a, b)));
	}

	private static Mono<?> subscribeTwo(Workbench bench) {
		bench.subscribeAndForget(bench.last().mono());
		return bench.first().mono();
	}

	private static List<String> submitTwo(Workbench bench) throws Exception {
		Future<String> first = bench.virtualThreads().submit(bench.first().blocking());
		Future<String> second = bench.virtualThreads().submit(bench.last().blocking());
		return List.of(first.get(), second.get());
	}

	private static List<String> createTwo(Workbench bench) throws Exception {
		Task<String> first = Asyncio.createTask(bench.first().coroutine());
		Task<String> second = Asyncio.createTask(bench.last().coroutine());
		return List.of(first.await(), second.await());
	}

}
