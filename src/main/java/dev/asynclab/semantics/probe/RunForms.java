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

	static final Forms ALL = new Forms(new Forms.Pair(Form.NONE, Form.NONE),
			Forms.pair("Mono.block", RunForms::block, "WebClientRun",
					(bench) -> bench
						.thread(() -> new WebClientRun().run(List.of(bench.first().mono()), bench.last().mono()))),
			Forms.pair("ExecutorService.close", RunForms::close, "VirtualThreadRun",
					(bench) -> bench.thread(() -> new VirtualThreadRun(bench.threads())
						.run(List.of(bench.first().blocking()), bench.last().blocking()))),
			Forms.pair("asyncio.run", RunForms::run, "AsyncioRun", RunForms::asyncioLesson));

	private RunForms() {
	}

	private static Awaiter block(Workbench bench) {
		return bench.thread(() -> {
			bench.first().mono().subscribe();
			return bench.last().mono().block();
		});
	}

	private static Awaiter close(Workbench bench) {
		return bench.thread(() -> {
			try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(bench.threads())) {
				tasks.submit(bench.first().blocking());
				return bench.last().blocking().call();
			}
		});
	}

	private static Awaiter run(Workbench bench) {
		return bench.eventLoop((entered) -> Asyncio.<String>run(() -> {
			entered.run();
			Asyncio.createTask(bench.first().coroutine());
			return bench.last().coroutine().run();
		}));
	}

	private static Awaiter asyncioLesson(Workbench bench) {
		return bench.eventLoop((entered) -> new AsyncioRun().<String>run(List.of(bench.first().coroutine()), () -> {
			entered.run();
			return bench.last().coroutine().run();
		}));
	}

}
