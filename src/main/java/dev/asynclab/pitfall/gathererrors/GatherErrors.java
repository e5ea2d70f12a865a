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
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Starts four uploads: one fails, one is cancelled, one fails with a checked exception,
 * and one succeeds. They run on an event loop whose clock jumps to the next timer.
 */
@Component
@Order(22)
class GatherErrors implements Pitfall<GatherErrors.Observed> {

	private static final Duration STEP = Duration.ofMillis(30);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("gather-errors", "gather swallows later errors",
				"Mono.zip and allOf report only one error too. zipDelayError and mergeDelayError keep all errors.",
				"gather raises the first error. It marks later errors as retrieved, so you never see them.",
				Severity.LOSS,
				"Use return_exceptions=True and check each task, for errors of any kind and for cancellation. Or use a TaskGroup, which raises all errors as one group.",
				List.of(Source.issue("python/cpython", 75633),
						new Source("asyncio.gather",
								"https://docs.python.org/3/library/asyncio-task.html#asyncio.gather")),
				"gather hides errors; only the first exception; other exceptions are lost; return_exceptions; some tasks failed unnoticed",
				"Fewer results than tasks, and one error in the log: count both in a line after each gather.");
	}

	@Override
	public Observed broken(Recorder recorder) {
		return observe(new BrokenGatherErrors()::errors, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) {
		return observe(new FixedGatherErrors()::errors, recorder);
	}

	private static Observed observe(Function<List<Task<String>>, List<String>> errors, Recorder recorder) {
		EventLoop loop = new EventLoop();
		List<String> reported = new ArrayList<>();
		loop.setExceptionHandler((context) -> reported.add(context.message()));
		return Asyncio.run(loop, () -> {
			List<Task<String>> uploads = List.of(upload(recorder.task("A"), "A", 1, () -> {
				throw new IllegalStateException("A broke");
			}), upload(recorder.task("B"), "B", 3, () -> "B"), upload(recorder.task("C"), "C", 4, () -> {
				throw new IOException("C broke");
			}), upload(recorder.task("D"), "D", 5, () -> "D"));
			loop.callLater(STEP.multipliedBy(2), uploads.get(1)::cancel);
			List<String> seen = errors.apply(uploads);
			recorder.returned(seen);
			Asyncio.wait(uploads);
			int cancelled = (int) uploads.stream().filter(Task::cancelled).count();
			int failed = (int) uploads.stream().filter((task) -> !task.cancelled() && task.exception() != null).count();
			return new Observed(failed, cancelled, seen, reported);
		});
	}

	private static Task<String> upload(TaskRecorder recorder, String name, int steps, Coroutine<String> end) {
		Task<String> upload = Asyncio.createTask(name, () -> {
			recorder.startedAwaiting();
			Asyncio.sleep(STEP.multipliedBy(steps));
			return end.run();
		});
		upload.addDoneCallback((_) -> record(recorder, upload));
		return upload;
	}

	private static void record(TaskRecorder recorder, Task<String> upload) {
		if (upload.cancelled()) {
			recorder.cancelled();
		}
		else {
			Throwable error = upload.exception();
			if (error == null) {
				recorder.finished(upload.result());
			}
			else {
				recorder.failed(error);
			}
		}
	}

	record Observed(int failed, int cancelled, List<String> errorsSeen, List<String> errorsReported) {

	}

}
