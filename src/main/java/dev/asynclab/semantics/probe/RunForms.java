package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.run.AsyncioRun;
import dev.asynclab.lesson.run.VirtualThreadRun;
import dev.asynclab.lesson.run.WebClientRun;

/**
 * A main, and a task beside it: {@code asyncio.run(main())}. The last call is main.
 */
final class RunForms {

	static final Forms ALL = new Forms(new Forms.Pair(Form.none(), Form.none()),
			Forms.pair("Mono.block", RunForms::block, "WebClientRun",
					(bench, calls) -> bench.thread(
							() -> new WebClientRun().run(List.of(calls.getFirst().mono()), calls.getLast().mono()))),
			Forms.pair("ExecutorService.close", RunForms::close, "VirtualThreadRun",
					(bench, calls) -> bench.thread(() -> new VirtualThreadRun(bench.threads())
						.run(List.of(calls.getFirst().blocking()), calls.getLast().blocking()))),
			Forms.pair("asyncio.run", RunForms::run, "AsyncioRun", RunForms::asyncioLesson));

	private RunForms() {
	}

	private static Awaiter block(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			calls.getFirst().mono().subscribe();
			return calls.getLast().mono().block();
		});
	}

	private static Awaiter close(Workbench bench, List<Call> calls) {
		return bench.thread(() -> {
			try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(bench.threads())) {
				tasks.submit(calls.getFirst().blocking());
				return calls.getLast().blocking().call();
			}
		});
	}

	private static Awaiter run(Workbench bench, List<Call> calls) {
		return bench.eventLoop((entered) -> Asyncio.<String>run(() -> {
			entered.run();
			Asyncio.createTask(calls.getFirst().coroutine());
			return calls.getLast().coroutine().run();
		}));
	}

	private static Awaiter asyncioLesson(Workbench bench, List<Call> calls) {
		return bench.eventLoop((entered) -> new AsyncioRun().<String>run(List.of(calls.getFirst().coroutine()), () -> {
			entered.run();
			return calls.getLast().coroutine().run();
		}));
	}

}
