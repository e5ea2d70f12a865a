package dev.asynclab.lesson.waiting;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionService;
import java.util.concurrent.ExecutorCompletionService;
import java.util.concurrent.Future;
import java.util.function.Supplier;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.asyncio.Task;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;
import reactor.core.publisher.Mono;

/**
 * Runs wait in each style. Its value is the names of the jobs that are done, and of those
 * that are pending.
 */
class WaitLesson implements Lesson {

	private final AsyncPoolWait asyncPool = new AsyncPoolWait();

	private final WebClientWait webClient = new WebClientWait();

	private final VirtualThreadWait virtualThread = new VirtualThreadWait();

	private final AsyncioWait asyncio = new AsyncioWait();

	private final ReturnWhen returnWhen;

	private final Duration timeout;

	WaitLesson(ReturnWhen returnWhen, Duration timeout) {
		this.returnWhen = returnWhen;
		this.timeout = timeout;
	}

	@Override
	public CompletableFuture<?> start(Run run) {
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> asyncPool(run);
			case MONOS -> webClient(run);
			case BLOCKING -> run.onVirtualThread(() -> virtualThread(run));
			case COROUTINES -> run.onEventLoop(() -> asyncio(run));
		};
	}

	private CompletableFuture<?> asyncPool(Run run) {
		List<CompletableFuture<String>> tasks = run.futures().stream().map(Supplier::get).toList();
		return this.asyncPool.wait(tasks, this.returnWhen, this.timeout)
			.thenApply((ended) -> names(run.plan(), tasks, ended.getOrDefault(true, List.of())));
	}

	private CompletableFuture<?> webClient(Run run) {
		List<CompletableFuture<String>> tasks = run.monos().stream().map(Mono::toFuture).toList();
		return this.webClient.wait(tasks, this.returnWhen, this.timeout)
			.map((ended) -> names(run.plan(), tasks, ended.getOrDefault(true, List.of())))
			.toFuture();
	}

	private Map<String, List<String>> virtualThread(Run run) throws InterruptedException {
		CompletionService<String> completions = new ExecutorCompletionService<>(run.virtualThreads());
		List<Future<String>> tasks = run.callables().stream().map(completions::submit).toList();
		return names(run.plan(), tasks, this.virtualThread.wait(tasks, completions, this.returnWhen, this.timeout)
			.getOrDefault(true, List.of()));
	}

	private Map<String, List<String>> asyncio(Run run) {
		List<Task<String>> tasks = run.coroutines().stream().map(Asyncio::<String>createTask).toList();
		return names(run.plan(), tasks, this.asyncio.wait(tasks, this.returnWhen, this.timeout).done());
	}

	private static Map<String, List<String>> names(Plan plan, List<?> tasks, Collection<?> done) {
		List<String> doneNames = new ArrayList<>();
		List<String> pendingNames = new ArrayList<>();
		for (int i = 0; i < tasks.size(); i++) {
			(done.contains(tasks.get(i)) ? doneNames : pendingNames).add(plan.jobs().get(i).name());
		}
		Map<String, List<String>> names = new LinkedHashMap<>();
		names.put("done", doneNames);
		names.put("pending", pendingNames);
		return names;
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		String python = "done, pending = await asyncio.wait(tasks, timeout=%s, return_when=asyncio.%s)"
			.formatted(PythonSeconds.of(this.timeout), this.returnWhen);
		return switch (this.returnWhen) {
			case ALL_COMPLETED -> new Caption(python,
					Sentence.of("wait.all", "wait raises no error and cancels no task. Pending tasks run on."),
					"/api/wait?returnWhen=first-completed&format=text");
			case FIRST_COMPLETED -> new Caption(python,
					Sentence.of("wait.first",
							"The first task that ends, with a value or an error, ends the wait. The others run on."),
					"/api/wait?job=A:2s&job=B:1s:fail&returnWhen=first-exception&timeout=5s&format=text");
			case FIRST_EXCEPTION -> new Caption(python,
					Sentence.of("wait.exception",
							"The first task that fails ends the wait. wait does not raise its error."),
					"/api/wait-for?format=text");
		};
	}

}
