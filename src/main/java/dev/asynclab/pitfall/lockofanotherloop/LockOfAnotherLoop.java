package dev.asynclab.pitfall.lockofanotherloop;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;

import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.Coroutine;
import dev.asynclab.pitfall.Pitfall;
import dev.asynclab.pitfall.PitfallFacts;
import dev.asynclab.pitfall.Severity;
import dev.asynclab.pitfall.Source;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TaskRecorder;

import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Runs three loops, one after the other: the first with two bookings, so that one waits
 * for the lock; the second with one, which need not wait; the third with two again.
 */
@Component
@Order(27)
class LockOfAnotherLoop implements Pitfall<LockOfAnotherLoop.Observed> {

	private static final Duration STEP = Duration.ofMillis(20);

	@Override
	public PitfallFacts facts() {
		return new PitfallFacts("lock-of-another-loop", "A Lock made at module level and used under a second loop",
				"A ReentrantLock belongs to no loop, but to the thread that took it: a callback on another thread can't unlock it. A Semaphore belongs to none.",
				"The Lock binds itself to the first loop in which a task waits. A task of a second asyncio.run then raises \"is bound to a different event loop\", but only under contention.",
				Severity.OUTAGE, "Make locks, queues and events under the loop that uses them, and pass them on.",
				List.of(new Source("asyncio: Lock", "https://docs.python.org/3/library/asyncio-sync.html#asyncio.Lock"),
						Source.issue("python/cpython", 23420),
						new Source("ReentrantLock.unlock",
								"https://docs.oracle.com/en/java/javase/25/docs/api/java.base/java/util/concurrent/locks/ReentrantLock.html#unlock()")),
				"is bound to a different event loop; got Future attached to a different loop; asyncio Lock fails in tests; RuntimeError in the second asyncio.run; global lock; module level lock or queue; works the first time",
				"The traceback ends with \"RuntimeError: … is bound to a different event loop\".");
	}

	@Override
	public Observed broken(Recorder recorder) {
		return observe(new BrokenLockOfAnotherLoop()::main, recorder);
	}

	@Override
	public Observed fixed(Recorder recorder) {
		return observe(new FixedLockOfAnotherLoop()::main, recorder);
	}

	private static Observed observe(Function<List<Coroutine<String>>, List<String>> main, Recorder recorder) {
		return new Observed(run(main, "loop 1", 2, recorder), run(main, "loop 2", 1, recorder),
				run(main, "loop 3", 2, recorder));
	}

	private static String run(Function<List<Coroutine<String>>, List<String>> main, String loop, int bookings,
			Recorder recorder) {
		TaskRecorder task = recorder.task(loop);
		task.startedAwaiting();
		try {
			List<String> booked = Asyncio.run(() -> main.apply(IntStream.rangeClosed(1, bookings)
				.<Coroutine<String>>mapToObj((number) -> () -> Asyncio.sleep(STEP, "booked " + number))
				.toList()));
			task.finished(booked);
			return String.join(", ", booked);
		}
		catch (IllegalStateException ex) {
			task.failed(ex);
			return "error: " + String.valueOf(ex.getMessage()).replaceFirst("0x[0-9a-f]+", "0x…");
		}
	}

	record Observed(String inFirstLoop, String inSecondLoopWithoutWaiting, String inThirdLoop) {

	}

}
