package dev.asynclab.asyncio;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/**
 * The hot paths of the event loop, each within a run of its own.
 */
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class LoopBenchmark {

	private static final int TASKS = 100;

	private static final int STEPS = 100;

	/**
	 * A step of a task among others: {@code sleep(0)}.
	 * @return the results
	 */
	@Benchmark
	@OperationsPerInvocation(TASKS * STEPS)
	public List<Integer> switchTasks() {
		return Asyncio.run(() -> Asyncio.gather(tasks(() -> {
			for (int step = 0; step < STEPS; step++) {
				Asyncio.sleep(Duration.ZERO);
			}
			return STEPS;
		})));
	}

	/**
	 * A task that is created, runs, and is gathered.
	 * @return the results
	 */
	@Benchmark
	@OperationsPerInvocation(TASKS)
	public List<Integer> createAndGather() {
		return Asyncio.run(() -> Asyncio.gather(tasks(() -> STEPS)));
	}

	/**
	 * A timer that is set and cancelled.
	 * @return the loop
	 */
	@Benchmark
	@OperationsPerInvocation(TASKS)
	public EventLoop setAndCancelTimers() {
		return Asyncio.run(() -> {
			EventLoop loop = EventLoop.running();
			List<TimerHandle> timers = IntStream.range(0, TASKS).mapToObj((each) -> loop.callLater(Duration.ofSeconds(each), () -> {
			})).toList();
			timers.forEach(TimerHandle::cancel);
			return loop;
		});
	}

	private static List<Task<Integer>> tasks(Coroutine<Integer> coroutine) {
		return IntStream.range(0, TASKS).mapToObj((_) -> Asyncio.<Integer>createTask(coroutine)).toList();
	}

}
