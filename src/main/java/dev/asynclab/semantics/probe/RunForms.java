package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.lesson.run.AsyncioRun;
import dev.asynclab.lesson.run.VirtualThreadRun;
import dev.asynclab.lesson.run.WebClientRun;
import org.jspecify.annotations.Nullable;

/**
 * A main, and a task beside it: {@code asyncio.run(main())}. The last call is main.
 */
final class RunForms {

	static final Forms ALL = new Forms(Forms.NONE,
			Forms.blocking("Mono.block", RunForms::block, "WebClientRun",
					(bench) -> new WebClientRun().run(List.of(bench.first().mono()), bench.last().mono())),
			Forms.blocking("ExecutorService.close", RunForms::close, "VirtualThreadRun",
					(bench) -> new VirtualThreadRun(bench.threads()).run(List.of(bench.first().blocking()),
							bench.last().blocking())),
			Forms.pair("asyncio.run", (bench) -> bench.eventLoop(() -> run(bench)), "AsyncioRun", (bench) -> bench
				.eventLoop(() -> new AsyncioRun().<String>run(List.of(bench.first().coroutine()), bench.main()))));

	private RunForms() {
	}

	private static @Nullable String block(Workbench bench) {
		bench.first().mono().subscribe();
		return bench.last().mono().block();
	}

	private static String close(Workbench bench) throws Exception {
		try (ExecutorService tasks = Executors.newThreadPerTaskExecutor(bench.threads())) {
			tasks.submit(bench.first().blocking());
			return bench.last().blocking().call();
		}
	}

	private static String run(Workbench bench) throws Exception {
		return Asyncio.<String>run(() -> {
			Asyncio.createTask(bench.first().coroutine());
			return bench.main().run();
		});
	}

}
