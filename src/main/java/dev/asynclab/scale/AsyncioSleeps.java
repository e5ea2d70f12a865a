package dev.asynclab.scale;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.job.Style;

/**
 * {@code gather} over {@code sleep} on an event loop of {@code dev.asynclab.asyncio}.
 */
final class AsyncioSleeps implements Engine {

	@Override
	public Profile profile() {
		return new Profile(Style.ASYNCIO.id(),
				"asyncio.sleep, gather on dev.asynclab.asyncio's loop (" + EventLoop.handOver() + ")", 1600, 15);
	}

	@Override
	public List<Integer> run(Journal journal, Duration delay) throws InterruptedException {
		try {
			return Asyncio.run(() -> Asyncio.gather(IntStream.range(0, journal.tasks())
				.mapToObj((task) -> Asyncio.createTask(sleep(journal, task, delay)))
				.toList()));
		}
		catch (CancelledError ex) {
			throw new InterruptedException();
		}
	}

	private static Coroutine<Integer> sleep(Journal journal, int task, Duration delay) {
		return () -> {
			journal.started(task);
			Asyncio.sleep(delay);
			journal.ended(task);
			return task;
		};
	}

}
