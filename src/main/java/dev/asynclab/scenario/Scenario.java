package dev.asynclab.scenario;

import java.time.Duration;
import java.util.List;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What to run: tasks, what awaits them, and who is cancelled when.
 *
 * @param id what the sender calls it, given back with the outcome
 * @param tasks the tasks, in order of declaration
 * @param combinator what awaits them, in a task of its own named {@value #OUTER}
 * @param cancels the cancellations
 * @param concurrency how many tasks may work at once, or null for any number
 * @param debug whether the loop reports slow steps
 * @param afterReturn what becomes of the tasks that are left
 * @param tickMs to which multiple the outcome's times are rounded
 */
public record Scenario(@Nullable JsonNode id, List<ScenarioTask> tasks, Combinator combinator,
		List<Cancellation> cancels, @Nullable Integer concurrency, boolean debug, AfterReturn afterReturn, int tickMs) {

	/**
	 * The name of the task that runs the combinator.
	 */
	public static final String OUTER = "outer";

	/**
	 * The name of a task group's body in the log.
	 */
	public static final String BODY = "body";

	ScenarioTask task(String name) {
		return this.tasks.stream().filter((task) -> task.name().equals(name)).findFirst().orElseThrow();
	}

	List<String> names() {
		return this.tasks.stream().map(ScenarioTask::name).toList();
	}

	long tick(double ms) {
		return (long) Math.floor((ms + this.tickMs / 2.0) / this.tickMs) * this.tickMs;
	}

	// What works one after the other adds up: in sequence, for want of permits or
	// threads, or because it stalls the loop.
	Duration longest(int threads) {
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

	private Duration bodyDelay() {
		Combinator.Body body = (this.combinator.leaf() instanceof Combinator.TaskGroup group) ? group.body() : null;
		return (body != null) ? body.delay() : Duration.ZERO;
	}

	/**
	 * What becomes of the tasks that are left when the combinator has returned.
	 */
	public enum AfterReturn {

		/**
		 * They are observed until they have ended.
		 */
		OBSERVE,

		/**
		 * They are cancelled, as {@code asyncio.run} does.
		 */
		RUN

	}

	/**
	 * A request to end.
	 *
	 * @param target the task's name, or {@value Scenario#OUTER}
	 * @param atMs when; 0 is before the task's first step
	 */
	public record Cancellation(String target, JsonNode atMs) {

		boolean isAtOnce() {
			return this.atMs.doubleValue() == 0;
		}

	}

}
