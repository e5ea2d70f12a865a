package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import dev.asynclab.asyncio.LoopClock;
import dev.asynclab.asyncio.LoopListener;
import dev.asynclab.asyncio.Ready;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.TimerHandle;
import dev.asynclab.scenario.outcome.RunRecord.ReadyTime;
import org.jspecify.annotations.Nullable;

/**
 * Measures how long the tasks of an event loop are ready and wait for their turn. What a
 * timer wakes is ready when the timer is due, even if the loop is busy then.
 */
public class ReadyTimes implements LoopListener {

	private final LoopClock clock;

	/** Since when those in the queue could go on, in seconds of the clock. */
	private final Map<Ready, Double> queued = new HashMap<>();

	private final Map<Task<?>, List<Wait>> waits = new HashMap<>();

	/** Since when the callback that has the turn could run; null in a task's turn. */
	private @Nullable Double cause;

	/**
	 * Measures nothing yet.
	 * @param clock the clock of the loop
	 */
	public ReadyTimes(LoopClock clock) {
		this.clock = clock;
	}

	@Override
	public void queued(Ready entry) {
		double now = this.clock.time();
		Double since = (entry instanceof TimerHandle timer) ? Double.valueOf(timer.when()) : this.cause;
		this.queued.put(entry, (since != null) ? Math.min(since, now) : now);
	}

	@Override
	public void began(Ready entry) {
		Double since = this.queued.remove(entry);
		this.cause = (entry instanceof Task) ? null : since;
		if (entry instanceof Task<?> task && since != null) {
			this.waits.computeIfAbsent(task, (_) -> new ArrayList<>()).add(new Wait(since, this.clock.time()));
		}
	}

	@Override
	public void ended(Ready entry) {
		this.cause = null;
	}

	/**
	 * Returns when tasks were ready, once the loop has ended.
	 * @param wanted which tasks
	 * @param start when the run began, in seconds of the clock
	 * @return the times of all of them, in the order of time
	 */
	public List<ReadyTime> of(Predicate<Task<?>> wanted, double start) {
		return this.waits.entrySet()
			.stream()
			.filter((each) -> wanted.test(each.getKey()))
			.flatMap((each) -> each.getValue().stream())
			.map((wait) -> new ReadyTime((wait.from() - start) * 1000, (wait.to() - start) * 1000))
			.sorted(Comparator.comparingDouble(ReadyTime::fromMs))
			.toList();
	}

	private record Wait(double from, double to) {

	}

}
