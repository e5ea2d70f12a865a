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
			Forms.futures("CompletableFuture.allOf",
					(bench) -> CompletableFuture.allOf(bench.async().toArray(CompletableFuture<?>[]::new)),
					"AsyncPoolTaskGroup", (bench) -> new AsyncPoolTaskGroup().taskGroup(bench.jobs())),
			Forms.monos("Flux.merge", (bench) -> Flux.merge(bench.monos()).collectList(), "WebClientTaskGroup",
					(bench) -> new WebClientTaskGroup().taskGroup(bench.monos())),
			Forms.blocking("ExecutorService.close", TaskGroupForms::close, "VirtualThreadTaskGroup",
					(bench) -> new VirtualThreadTaskGroup(bench.threads()).taskGroup(bench.blocking())),
			Forms.coroutines("asyncio.TaskGroup", TaskGroupForms::taskGroup, "AsyncioTaskGroup",
					(bench) -> new AsyncioTaskGroup().taskGroup(bench.coroutines())));

	private TaskGroupForms() {
	}

	private static List<String> close(Workbench bench) throws Exception {
		try (ExecutorService group = Executors.newThreadPerTaskExecutor(bench.threads())) {
			List<Future<String>> tasks = bench.blocking().stream().map(group::submit).toList();
			List<String> values = new ArrayList<>();
			for (Future<String> task : tasks) {
				values.add(task.get());
			}
			return values;
		}
	}

	private static String taskGroup(Workbench bench) throws Exception {
		Asyncio.taskGroup((group) -> bench.coroutines().forEach(group::createTask));
		return "left";
	}

}
