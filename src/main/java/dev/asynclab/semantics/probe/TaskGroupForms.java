package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.lesson.taskgroup.AsyncPoolTaskGroup;
import dev.asynclab.lesson.taskgroup.AsyncioTaskGroup;
import dev.asynclab.lesson.taskgroup.VirtualThreadTaskGroup;
import dev.asynclab.lesson.taskgroup.WebClientTaskGroup;
import reactor.core.publisher.Flux;

/**
 * Tasks that end together: {@code async with TaskGroup()}.
 */
final class TaskGroupForms {

	static final Forms ALL = new Forms(
			Forms.pair("CompletableFuture.allOf", TaskGroupForms::allOf, "AsyncPoolTaskGroup",
					(bench) -> bench.future(new AsyncPoolTaskGroup().taskGroup(bench.jobs()))),
			Forms.pair("Flux.merge", (bench) -> bench.subscribe(Flux.merge(bench.monos()).collectList()),
					"WebClientTaskGroup",
					(bench) -> bench.subscribe(new WebClientTaskGroup().taskGroup(bench.monos()))),
			Forms.pair("ExecutorService.close", TaskGroupForms::close, "VirtualThreadTaskGroup",
					(bench) -> bench
						.thread(() -> new VirtualThreadTaskGroup(bench.threads()).taskGroup(bench.blocking()))),
			Forms.pair("asyncio.TaskGroup", TaskGroupForms::taskGroup, "AsyncioTaskGroup",
					(bench) -> bench.task(() -> new AsyncioTaskGroup().taskGroup(bench.coroutines()))));

	private TaskGroupForms() {
	}

	private static Awaiter allOf(Workbench bench) {
		List<CompletableFuture<String>> tasks = bench.async();
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new)));
	}

	private static Awaiter close(Workbench bench) {
		return bench.thread(() -> {
			try (ExecutorService group = Executors.newThreadPerTaskExecutor(bench.threads())) {
				List<Future<String>> tasks = bench.blocking().stream().map(group::submit).toList();
				List<String> values = new ArrayList<>();
				for (Future<String> task : tasks) {
					values.add(task.get());
				}
				return values;
			}
		});
	}

	private static Awaiter taskGroup(Workbench bench) {
		return bench.task(() -> {
			Asyncio.taskGroup((group) -> {
				for (Coroutine<String> coroutine : bench.coroutines()) {
					group.createTask(coroutine);
				}
			});
			return "left";
		});
	}

}
