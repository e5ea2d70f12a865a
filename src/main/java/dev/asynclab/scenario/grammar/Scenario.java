package dev.asynclab.scenario.grammar;

import java.time.Duration;
import java.util.Comparator;
import java.util.List;

import dev.asynclab.scenario.grammar.ScenarioTask.Then;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to run: tasks, a combinator that awaits them, and requests to cancel.
 *
 * @param id what the sender calls the scenario; the outcome repeats it
 * @param tasks the tasks, in order of declaration
 * @param combinator what awaits the tasks, in a task of its own named {@value #OUTER}
 * @param cancels the requests to cancel
 * @param concurrency how many tasks may work at once, or null for no limit
 * @param barrier how many tasks meet at the barrier
 * @param queue the queue between the tasks
 * @param debug whether the loop reports slow steps
 * @param afterReturn what becomes of the tasks that are left
 * @param tickMs the outcome's times are rounded to multiples of this, in ms
 */
public record Scenario(@Nullable JsonNode id, List<ScenarioTask> tasks, Combinator combinator,
		List<Cancellation> cancels, @Nullable Integer concurrency, int barrier, Queue queue, boolean debug,
		AfterReturn afterReturn, int tickMs) {

	/** The name of the task that runs the combinator. */
	public static final String OUTER = "outer";

	/** The name of a task group's body in the log. */
	public static final String BODY = "body";

	public ScenarioTask task(String name) {
		return this.tasks.stream().filter((task) -> task.name().equals(name)).findFirst().orElseThrow();
	}

	public List<String> names() {
		return this.tasks.stream().map(ScenarioTask::name).toList();
	}

	/**
	 * Returns the requests that come before the target's first step.
	 * @param target the name of a task, or {@value #OUTER}
	 * @return the requests, in order of declaration
	 */
	public List<Cancellation> cancelsAtOnce(String target) {
		return this.cancels.stream().filter((cancel) -> cancel.ms() == 0 && cancel.target().equals(target)).toList();
	}

	/**
	 * Returns the requests that come while the scenario runs.
	 * @return the requests, in order of time
	 */
	public List<Cancellation> cancelsLater() {
		return this.cancels.stream()
			.filter((cancel) -> cancel.ms() != 0)
			.sorted(Comparator.comparingDouble(Cancellation::ms))
			.toList();
	}

	/**
	 * Rounds a time to the nearest tick.
	 * @param ms the time in ms
	 * @return a multiple of {@link #tickMs}
	 */
	public long tick(double ms) {
		return (long) Math.floor((ms + this.tickMs / 2.0) / this.tickMs) * this.tickMs;
	}

	/**
	 * Estimates how long the scenario can take on the real clock. The times of tasks that
	 * can't work at the same time are added up: tasks in sequence, tasks that wait for a
	 * permit or a thread, and tasks that stall the loop.
	 * @param threads how many tasks can work at once
	 * @return the longest time
	 */
	public Duration longest(int threads) {
		Duration patience = patience();
		if (patience != null) {
			// Work that waited for a permit may begin when others are cancelled.
			return patience.multipliedBy(2);
		}
		boolean inTurn = this.concurrency != null || this.combinator.leaf() instanceof Combinator.Sequential;
		Duration sum = Duration.ZERO;
		Duration queued = Duration.ZERO;
		Duration most = bodyDelay();
		for (ScenarioTask task : this.tasks) {
			Duration work = task.delay().plus(task.cleanup());
			if (inTurn || task.blocking() || task.thread()) {
				sum = sum.plus(work);
			}
			else {
				queued = queued.plus(work);
				most = (work.compareTo(most) > 0) ? work : most;
			}
		}
		boolean queues = this.tasks.size() > threads;
		return sum.plus(most).plus(queues ? queued.dividedBy(threads) : Duration.ZERO);
	}

	/**
	 * Returns when a task that still waits for others does so in vain: it is cancelled
	 * then.
	 * @return all times of the scenario in a row and ten ticks, or null if no task meets
	 * others
	 */
	public @Nullable Duration patience() {
		if (this.tasks.stream().allMatch((task) -> task.then() == Then.NOTHING)) {
			return null;
		}
		double lastCancel = this.cancels.stream().mapToDouble(Cancellation::ms).max().orElse(0);
		Duration patience = bodyDelay().plusMillis(10L * this.tickMs).plusNanos(Math.round(lastCancel * 1e6));
		for (ScenarioTask task : this.tasks) {
			patience = patience.plus(task.delay()).plus(task.cleanup());
		}
		for (Combinator each = this.combinator; each != null; each = (each instanceof Combinator.Wrapper wrapper)
				? wrapper.of() : null) {
			Duration timeout = each.timeout();
			patience = (timeout != null && timeout.isPositive()) ? patience.plus(timeout) : patience;
		}
		return patience;
	}

	private Duration bodyDelay() {
		ScenarioTask body = (this.combinator.leaf() instanceof Combinator.TaskGroup group) ? group.body() : null;
		return (body != null) ? body.delay() : Duration.ZERO;
	}

	/**
	 * The queue between the tasks.
	 *
	 * @param order which item is the next
	 * @param maxsize how many items it holds at most, or 0 for any number
	 */
	public record Queue(Order order, int maxsize) {

		/**
		 * Which item of a queue is the next.
		 */
		public enum Order {

			/** The first that was put. */
			FIFO,

			/** The least. */
			PRIORITY,

			/** The last that was put. */
			LIFO

		}

	}

	/**
	 * What becomes of the tasks that are left when the combinator has returned.
	 */
	public enum AfterReturn {

		/** They run on, and are observed until they have ended. */
		OBSERVE,

		/** They are cancelled, as {@code asyncio.run} does. */
		RUN

	}

	/**
	 * A request to cancel a task.
	 *
	 * @param target the name of a task, or {@value Scenario#OUTER}
	 * @param atMs when the request comes, in ms as the sender wrote it; 0 is before the
	 * task's first step
	 */
	public record Cancellation(String target, JsonNode atMs) {

		public double ms() {
			return this.atMs.doubleValue();
		}

	}

}
