package dev.asynclab.scale;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

import dev.asynclab.job.Style;

/**
 * {@code Thread.sleep} on the threads of an executor. A task that waits holds a thread.
 */
final class SleepingThreads implements Engine {

	private final Profile profile;

	private final Supplier<ExecutorService> executors;

	private SleepingThreads(Profile profile, Supplier<ExecutorService> executors) {
		this.profile = profile;
		this.executors = executors;
	}

	// Each wave of the pool adds some time, since every sleep takes a little too long.
	static SleepingThreads onPool(int threads) {
		return new SleepingThreads(
				new Profile(Style.ASYNC_POOL.id(), "Thread.sleep on a thread pool, ExecutorService.invokeAll", 300,
						Duration.of(500, ChronoUnit.MICROS), threads),
				() -> Executors.newFixedThreadPool(threads, Thread.ofPlatform().name("scale-pool-", 1).factory()));
	}

	static SleepingThreads onVirtualThreads() {
		return new SleepingThreads(new Profile(Style.VIRTUAL_THREAD.id(),
				"Thread.sleep on virtual threads, ExecutorService.invokeAll", 1100, 8),
				Executors::newVirtualThreadPerTaskExecutor);
	}

	@Override
	public Profile profile() {
		return this.profile;
	}

	@Override
	public List<Integer> run(Journal journal, Duration delay) throws InterruptedException {
		try (ExecutorService executor = this.executors.get()) {
			return executor
				.invokeAll(IntStream.range(0, journal.tasks()).mapToObj((task) -> sleep(journal, task, delay)).toList())
				.stream()
				.map(Future::resultNow)
				.toList();
		}
	}

	private static Callable<Integer> sleep(Journal journal, int task, Duration delay) {
		return () -> {
			journal.started(task);
			Thread.sleep(delay);
			journal.ended(task);
			return task;
		};
	}

}
