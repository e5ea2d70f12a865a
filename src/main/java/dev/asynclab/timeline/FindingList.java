package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import dev.asynclab.notation.Sentence;

/**
 * The findings of a run, in the words that all runs share. Who looks for them decides
 * what counts; a time counts only if it is {@link Timeline#noticeableMs noticeable}. For
 * one thread.
 */
public final class FindingList {

	private final Timeline timeline;

	private final UnaryOperator<String> command;

	private final long wallNanos;

	private final long noticeableNanos;

	private final List<Finding> findings = new ArrayList<>();

	/**
	 * Creates an empty list.
	 * @param timeline what was recorded, with a result
	 * @param command makes a command of a path
	 */
	public FindingList(Timeline timeline, UnaryOperator<String> command) {
		this.timeline = timeline;
		this.command = command;
		this.wallNanos = timeline.wallNanos();
		this.noticeableNanos = (long) (Timeline.noticeableMs(this.wallNanos / Milliseconds.NANOS) * Milliseconds.NANOS);
	}

	/**
	 * Returns what was found.
	 * @return the findings, in the order in which they were found
	 */
	public List<Finding> all() {
		return this.findings;
	}

	/**
	 * Says whether a time is worth telling of.
	 * @param nanos the time, in nanoseconds
	 * @return {@code true} if it counts
	 */
	public boolean isNoticeable(long nanos) {
		return nanos >= this.noticeableNanos;
	}

	/**
	 * Finds the tasks for which a time is noticeable.
	 * @param nanos the time of a task, in nanoseconds
	 * @param wanted which tasks to look at
	 * @return the tasks
	 */
	public List<TaskSpan> noticeable(ToLongFunction<TaskSpan> nanos, Predicate<TaskSpan> wanted) {
		List<TaskSpan> tasks = new ArrayList<>();
		for (TaskSpan task : this.timeline.tasks()) {
			if (isNoticeable(nanos.applyAsLong(task)) && wanted.test(task)) {
				tasks.add(task);
			}
		}
		return tasks;
	}

	/**
	 * Finds the task with the longest time.
	 * @param tasks the tasks to look at
	 * @param nanos the time of a task, in nanoseconds
	 * @return the task; empty if there is none
	 */
	public static Optional<TaskSpan> longest(List<TaskSpan> tasks, ToLongFunction<TaskSpan> nanos) {
		return tasks.stream().max(Comparator.comparingLong(nanos));
	}

	/**
	 * Computes for how long a task ran on after the result was there.
	 * @param task the task
	 * @return nanoseconds; 0 or less if it did not
	 */
	public long ranOnNanos(TaskSpan task) {
		Result result = this.timeline.result();
		long end = (task.endNanos() != null) ? task.endNanos() : this.wallNanos;
		return (task.startNanos() != null && result != null) ? end - Math.max(task.startNanos(), result.atNanos()) : 0;
	}

	/**
	 * Says whether a task was in a queue for longer than it ran.
	 * @param task the task
	 * @return {@code true} if it was
	 */
	public boolean queuedLongerThanItRan(TaskSpan task) {
		return task.nanos(Segment.State.QUEUED) > task.ranNanos(this.wallNanos);
	}

	/**
	 * Says that tasks were awaited one after the other, if it would be worth it to start
	 * them all first.
	 * @param tasks how many there were
	 * @param atOnceNanos how long they would take then, in nanoseconds
	 * @param see the path that shows the cure
	 */
	public void oneAfterOther(long tasks, long atOnceNanos, String see) {
		if (isNoticeable(this.timeline.sumNanos() - atOnceNanos)) {
			found(Sentence.of("finding.one-after-other",
					"{0} tasks were awaited one after the other, and none needs the result of another. At once they would take about {1} instead of {2}.",
					tasks, time(atOnceNanos), time(this.wallNanos)),
					Sentence.of("advice.at-once", "Start all of them first, then await them: gather does both."), see);
		}
	}

	/**
	 * Says that code kept the event loop, and who had to wait.
	 * @param keptNanos for how long, in nanoseconds
	 * @param see the path that shows the cure
	 */
	public void blockedLoop(long keptNanos, String see) {
		blockedLoop(keptNanos,
				Sentence.of("advice.to-thread", "Run code that blocks on another thread: to_thread does so."), see);
	}

	/**
	 * Says that code kept the event loop, and who had to wait.
	 * @param keptNanos for how long, in nanoseconds
	 * @param advice what to do about it
	 * @param see the path that shows the cure
	 */
	public void blockedLoop(long keptNanos, Sentence advice, String see) {
		ToLongFunction<TaskSpan> ready = (task) -> task.nanos(Segment.State.READY);
		Sentence text = longest(noticeable(ready, (_) -> true), ready)
			.map((task) -> Sentence.of("finding.blocked-loop-late",
					"A blocking call kept the event loop for {0}. {1} was ready, and waited {2} for its turn.",
					time(keptNanos), task.name(), time(ready.applyAsLong(task))))
			.orElseGet(() -> Sentence.of("finding.blocked-loop",
					"A blocking call kept the event loop for {0}. No other task of the loop can go on meanwhile.",
					time(keptNanos)));
		found(text, advice, see);
	}

	/**
	 * Says that tasks were in a queue for longer than they ran.
	 * @param tasks the tasks; nothing is said if there is none
	 * @param noThread whether they waited for a thread; else it was for a limit
	 * @param see the path that shows the cure
	 */
	public void queued(List<TaskSpan> tasks, boolean noThread, String see) {
		queued(tasks, noThread
				? Sentence.of("advice.no-thread",
						"Give the pool more threads, or take a style that holds no thread while it waits.")
				: Sentence.of("advice.limit", "The limit makes them wait. Raise it if the other side can take more."),
				see);
	}

	/**
	 * Says that tasks were in a queue for longer than they ran.
	 * @param tasks the tasks; nothing is said if there is none
	 * @param advice what to do about it
	 * @param see the path that shows the cure
	 */
	public void queued(List<TaskSpan> tasks, Sentence advice, String see) {
		longest(tasks, (task) -> task.nanos(Segment.State.QUEUED)).ifPresent((task) -> {
			String time = time(task.nanos(Segment.State.QUEUED));
			Sentence text = (tasks.size() == 1)
					? Sentence.of("finding.queued", "{0} waited for {1} before it started, longer than it ran.",
							task.name(), time)
					: Sentence.of("finding.queued-many",
							"{0} tasks waited before they started for longer than they ran, {1} the longest: {2}.",
							tasks.size(), task.name(), time);
			found(text, advice, see);
		});
	}

	/**
	 * Says that tasks began more than once.
	 * @param again how many did
	 * @param tasks how many tasks there are
	 * @param see the path that shows where tasks run
	 */
	public void ranAgain(long again, int tasks, String see) {
		found(Sentence.of("finding.again", "{0} of {1} tasks began more than once, since a worker was lost.", again,
				tasks),
				Sentence.of("advice.twice",
						"Make the work safe to do twice: a worker may die after the work and before its answer."),
				see);
	}

	/**
	 * Says that awaited tasks ran on after a time-out.
	 * @param tasks the tasks; nothing is said if there is none
	 * @param see the path that shows the cure
	 */
	public void ranOnAfterTimeout(List<TaskSpan> tasks, String see) {
		ranOn(tasks,
				(task, time, count) -> (count == 1)
						? Sentence.of("finding.after-timeout", "{0} ran on for {1} after the time-out.", task, time)
						: Sentence.of("finding.after-timeout-many",
								"{2} tasks ran on after the time-out, {0} the longest: for {1}.", task, time, count),
				Sentence.of("advice.stop-work", "A time-out ends the wait. Let it stop the work, too."), see);
	}

	/**
	 * Says that awaited tasks ran on after another error.
	 * @param tasks the tasks; nothing is said if there is none
	 * @param see the path that shows the cure
	 */
	public void ranOnAfterError(List<TaskSpan> tasks, String see) {
		ranOn(tasks, (task, time, count) -> (count == 1)
				? Sentence.of("finding.siblings", "{0} ran on for {1} after the error was raised.", task, time)
				: Sentence.of("finding.siblings-many",
						"{2} tasks ran on after the error was raised, {0} the longest: for {1}.", task, time, count),
				Sentence.of("advice.task-group",
						"If their results are worth nothing without the failed one, use a task group: it cancels them."),
				see);
	}

	/**
	 * Says that tasks ran on after the answer, and nothing awaited them.
	 * @param tasks the tasks; nothing is said if there is none
	 * @param see the path that shows the cure
	 */
	public void notAwaited(List<TaskSpan> tasks, String see) {
		ranOn(tasks, (task, time, count) -> (count == 1)
				? Sentence.of("finding.not-awaited", "{0} ran on for {1} after the answer, and nothing awaited it.",
						task, time)
				: Sentence.of("finding.not-awaited-many",
						"{2} tasks ran on after the answer, and nothing awaited them, {0} the longest: for {1}.", task,
						time, count),
				Sentence.of("advice.await",
						"Keep such a task and await it, or cancel it: else its error is never seen."),
				see);
	}

	private void ranOn(List<TaskSpan> tasks, RanOn text, Sentence advice, String see) {
		longest(tasks, this::ranOnNanos)
			.ifPresent((task) -> found(text.of(task.name(), time(ranOnNanos(task)), tasks.size()), advice, see));
	}

	/**
	 * Says that tasks failed, and nothing looked at their errors.
	 * @param tasks their names, the first of them first; nothing is said if there is none
	 * @param see the path that shows the cure
	 */
	public void lostErrors(List<String> tasks, String see) {
		if (tasks.isEmpty()) {
			return;
		}
		found((tasks.size() == 1)
				? Sentence.of("finding.lost-error", "{0} failed, and nothing looked at its error.", tasks.getFirst())
				: Sentence.of("finding.lost-error-many",
						"{0} tasks failed, {1} the first of them, and nothing looked at their errors.", tasks.size(),
						tasks.getFirst()),
				Sentence.of("advice.look", "Await each task, or let gather return the errors among the values."), see);
	}

	/**
	 * Finds that the times are those of a busy machine.
	 * @param experiment the name of what kept it busy
	 * @param see the path that runs the same again
	 */
	public void beside(String experiment, String see) {
		this.findings.add(Finding.beside(experiment, this.command.apply(see)));
	}

	/**
	 * Writes a time as sentences do.
	 * @param nanos the time, in nanoseconds
	 * @return such as {@code 1.50 s}
	 */
	public static String time(long nanos) {
		return TimeText.of(nanos / Milliseconds.NANOS);
	}

	/**
	 * Adds a finding.
	 * @param text what the figures show
	 * @param advice what to do about it
	 * @param see the path that shows the cure
	 */
	public void found(Sentence text, Sentence advice, String see) {
		this.findings.add(new Finding(text, advice, this.command.apply(see)));
	}

	/**
	 * Says that tasks ran on.
	 */
	@FunctionalInterface
	private interface RanOn {

		Sentence of(String longestTask, String time, int tasks);

	}

}
