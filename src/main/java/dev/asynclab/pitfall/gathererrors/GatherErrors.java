package dev.asynclab.pitfall.gathererrors;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Starts four uploads: one fails, one is cancelled, one fails with a checked exception,
 * and one succeeds. They run on an event loop whose clock jumps to the next timer.
 */
@Component
@Order(22)
class GatherErrors implements Pitfall<GatherErrors.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("gather-errors", "gather swallows later errors",
				"Mono.zip and allOf report only one error too. zipDelayError and mergeDelayError keep all errors.",
				"gather raises the first error. It marks later errors as retrieved, so you never see them.",
				Severity.LOSS,
				"Use return_exceptions=True and check each task, for errors of any kind and for cancellation. Or use a TaskGroup, which raises all errors as one group.",
				List.of(Source.issue("python/cpython", 75633), new Source("asyncio.gather",
						"https://docs.python.org/3/library/asyncio-task.html#asyncio.gather")));
	}

	@Override
	public Observed broken() {
		return observe(new BrokenGatherErrors()::errors);
	}

	@Override
	public Observed fixed() {
		return observe(new FixedGatherErrors()::errors);
	}

	private static Observed observe(Function<List<Task<String>>, List<String>> errors) {
		EventLoop loop = new EventLoop(new VirtualClock());
		List<String> reported = new ArrayList<>();
		loop.setExceptionHandler((context) -> reported.add(context.message()));
		return Asyncio.run(loop, () -> {
			List<Task<String>> uploads = List.of(upload("A", 100, () -> {
				throw new IllegalStateException("A broke");
			}), upload("B", 300, () -> "B"), upload("C", 400, () -> {
				throw new IOException("C broke");
			}), upload("D", 500, () -> "D"));
			loop.callLater(Duration.ofMillis(200), uploads.get(1)::cancel);
			List<String> seen = errors.apply(uploads);
			Asyncio.wait(uploads);
			int cancelled = (int) uploads.stream().filter(Task::cancelled).count();
			int failed = (int) uploads.stream().filter((task) -> !task.cancelled() && task.exception() != null).count();
			return new Observed(failed, cancelled, seen, reported);
		});
	}

	private static Task<String> upload(String name, long millis, Coroutine<String> end) {
		return Asyncio.createTask(name, () -> {
			Asyncio.sleep(Duration.ofMillis(millis));
			return end.run();
		});
	}

	record Observed(int failed, int cancelled, List<String> errorsSeen, List<String> errorsReported) {

	}

}
