package dev.asynclab.scale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * {@code Thread.sleep} on the threads of an executor: as many as it has run at once.
 */
final class SleepingThreads implements Engine {

	private final Supplier<ExecutorService> executors;

	/**
	 * Creates the engine.
	 * @param executors makes the executor of a run, which ends with the run
	 */
	SleepingThreads(Supplier<ExecutorService> executors) {
		this.executors = executors;
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
