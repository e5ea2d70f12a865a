package dev.asynclab.semantics.probe;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.Task;
import reactor.core.publisher.Mono;

/**
 * Calls in the form of each style. Where the form is a task, a call that is given twice
 * is one task.
 */
final class Calls {

	private Calls() {
	}

	static List<CompletableFuture<String>> async(Workbench bench, List<Call> calls) {
		return startOnce(calls, bench::async);
	}

	static List<CompletableFuture<String>> jobs(Workbench bench, List<Call> calls) {
		return startOnce(calls, bench::job);
	}

	static List<Mono<String>> monos(List<Call> calls) {
		return calls.stream().map(Call::mono).toList();
	}

	static List<CompletableFuture<String>> futures(List<Call> calls) {
		return startOnce(calls, (call) -> call.mono().toFuture());
	}

	static List<Callable<String>> blocking(List<Call> calls) {
		return calls.stream().map(Call::blocking).toList();
	}

	static List<Coroutine<String>> coroutines(List<Call> calls) {
		return calls.stream().map(Call::coroutine).toList();
	}

	static List<Task<String>> tasks(List<Call> calls) {
		return startOnce(calls, (call) -> Asyncio.<String>createTask(call.name(), call.coroutine()));
	}

	private static <T> List<T> startOnce(List<Call> calls, Function<Call, T> start) {
		Map<Call, T> started = new HashMap<>();
		return calls.stream().map((call) -> started.computeIfAbsent(call, start)).toList();
	}

}
