package dev.asynclab.lesson.hello;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;

import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.Plan;
import dev.asynclab.lesson.PythonSeconds;
import dev.asynclab.lesson.Run;
import dev.asynclab.notation.Sentence;

/**
 * Runs hello in each style. Its value is the list of the printed words.
 */
class HelloLesson implements Lesson {

	private final AsyncPoolHello asyncPool;

	private final WebClientHello webClient = new WebClientHello();

	private final VirtualThreadHello virtualThread = new VirtualThreadHello();

	private final AsyncioHello asyncio = new AsyncioHello();

	HelloLesson(AsyncPoolHello asyncPool) {
		this.asyncPool = asyncPool;
	}

	@Override
	public CompletableFuture<List<String>> start(Run run) {
		List<String> printed = new CopyOnWriteArrayList<>();
		run.createTasks();
		return switch (run.plan().style().shape()) {
			case FUTURES -> run.async((io) -> this.asyncPool.sayHello(printed::add, io)).thenApply((_) -> printed);
			case MONOS -> this.webClient.sayHello(printed::add, run.monos().getFirst()).thenReturn(printed).toFuture();
			case BLOCKING -> run.onVirtualThread(() -> {
				this.virtualThread.sayHello(printed::add, run.callables().getFirst());
				return printed;
			});
			case COROUTINES -> run.onEventLoop(() -> {
				this.asyncio.sayHello(printed::add, run.coroutines().getFirst());
				return printed;
			});
		};
	}

	@Override
	public Caption caption(Plan plan, int peak) {
		return new Caption(
				"print(\"Hello\"); await asyncio.sleep(%s); print(\"World\")"
					.formatted(PythonSeconds.of(plan.jobs().getFirst().delay())),
				Sentence.of("hello.await", "A coroutine waits without blocking: while it awaits, other tasks may run."),
				"/api/create-task?format=text");
	}

}
