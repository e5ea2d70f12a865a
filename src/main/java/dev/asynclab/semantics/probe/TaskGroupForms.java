package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

import dev.asynclab.asyncio.Asyncio;
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
					(bench, calls) -> bench.future(new AsyncPoolTaskGroup().taskGroup(Calls.jobs(bench, calls)))),
			Forms.pair("Flux.merge", (bench, calls) -> bench.subscribe(Flux.merge(Calls.monos(calls)).collectList()),
					"WebClientTaskGroup",
					(bench, calls) -> bench.subscribe(new WebClientTaskGroup().taskGroup(Calls.monos(calls)))),
			Forms.pair("ExecutorService.close", TaskGroupForms::close, "VirtualThreadTaskGroup",
					(bench, calls) -> bench
						.thread(() -> new VirtualThreadTaskGroup(bench.threads()).taskGroup(Calls.blocking(calls)))),
			Forms.pair("asyncio.TaskGroup", TaskGroupForms::taskGroup, "AsyncioTaskGroup",
					(bench, calls) -> bench.task(() -> new AsyncioTaskGroup().taskGroup(Calls.coroutines(calls)))));

	private TaskGroupForms() {
	}

	private static Awaiter allOf(Workbench bench, List<Call> calls) {
		List<CompletableFuture<String>> tasks = Calls.async(bench, calls);
		return bench.future(CompletableFuture.allOf(tasks.toArray(CompletableFuture<?>[]::new)));
	}

	private static Awaiter close(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			try (ExecutorService group = Executors.newThreadPerTaskExecutor(bench.threads())) {
				List<Future<String>> tasks = Calls.blocking(calls).stream().map(group::submit).toList();
				List<String> values = new ArrayList<>();
				for (Future<String> task : tasks) {
					values.add(task.get());
				}
				return values;
			}
		});
	}

	private static Awaiter taskGroup(Workbench bench, List<Call> calls) {
		return bench.task(() -> {
			Asyncio.taskGroup((group) -> {
				for (Call call : calls) {
					group.createTask(call.coroutine());
				}
			});
			return "left";
		});
	}

}
