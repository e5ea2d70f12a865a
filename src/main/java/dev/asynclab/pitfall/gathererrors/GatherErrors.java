package dev.asynclab.pitfall.gathererrors;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

import dev.asynclab.asyncio.Asyncio;
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
 * Two uploads fail, one after the other, on an event loop whose clock jumps to the next
 * timer.
 */
@Component
@Order(22)
class GatherErrors implements Pitfall<GatherErrors.Observed> {

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("gather-errors", "gather's later errors, swallowed",
				"Mono.zip and allOf tell of one error too; zipDelayError and mergeDelayError keep all.",
				"gather raises the first error; later ones are marked as retrieved, and nobody sees them.",
				Severity.LOSS, "Use return_exceptions=True and look at each, or a TaskGroup, which raises a group.",
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
			List<Task<String>> uploads = List.of(upload("A", Duration.ofMillis(100)),
					upload("B", Duration.ofMillis(200)));
			List<String> seen = errors.apply(uploads);
			Asyncio.wait(uploads);
			int failed = (int) uploads.stream().filter((task) -> task.exception() != null).count();
			return new Observed(failed, seen, reported);
		});
	}

	private static Task<String> upload(String name, Duration delay) {
		return Asyncio.createTask(name, () -> {
			Asyncio.sleep(delay);
			throw new IllegalStateException(name + " broke");
		});
	}

	/**
	 * What was observed.
	 *
	 * @param failed how many tasks failed
	 * @param errorsSeen the errors that the caller saw
	 * @param errorsReported the errors that the event loop reported, since nobody had
	 */
	record Observed(int failed, List<String> errorsSeen, List<String> errorsReported) {

	}

}
