package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Milliseconds;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.TimeText;
import dev.asynclab.timeline.Timeline;

/**
 * Finds in the figures of a scenario what its users would want to change: the same, in
 * the same words, as in the run of a lesson. The command of a finding is a path.
 */
final class ScenarioFindings {

	private final Scenario scenario;

	private final Style style;

	private final Timeline timeline;

	private final RunRecord run;

	private final long wallNanos;

	private final long noticeableNanos;

	private final List<Finding> findings = new ArrayList<>();

	ScenarioFindings(Scenario scenario, Style style, Timeline timeline, RunRecord run) {
		this.scenario = scenario;
		this.style = style;
		this.timeline = timeline;
		this.run = run;
		this.wallNanos = timeline.wallNanos();
		this.noticeableNanos = (long) (Timeline.noticeableMs(this.wallNanos / Milliseconds.NANOS) * Milliseconds.NANOS);
	}

	List<Finding> find() {
		oneAfterOther();
		blockedLoop();
		queued();
		ranOn();
		lostErrors();
		return this.findings;
	}

	private void oneAfterOther() {
		long ran = this.timeline.tasks().stream().filter((task) -> task.startNanos() != null).count();
		boolean sequential = this.scenario.combinator().leaf() instanceof Combinator.Sequential;
		long atOnce = Math.max(this.timeline.longestNanos(), keptNanos());
		if (sequential && ran > 1 && this.timeline.sumNanos() - atOnce >= this.noticeableNanos) {
			found(Sentence.of("finding.one-after-other",
					"{0} tasks were awaited one after the other, and none needs the result of another. At once they would take about {1} instead of {2}.",
					ran, time(atOnce), time(this.wallNanos)),
					Sentence.of("advice.at-once", "Start all of them first, then await them: gather does both."),
					"gather");
		}
	}

	// Only one task has the loop at a time, also if all have been started.
	private long keptNanos() {
		return this.timeline.stalls().stream().mapToLong((stall) -> stall.durationNanos()).sum();
	}

	private void blockedLoop() {
		long kept = keptNanos();
		if (kept < this.noticeableNanos) {
			return;
		}
		Sentence text = longest((task) -> nanos(task, Segment.State.READY), (_) -> true)
			.map((task) -> Sentence.of("finding.blocked-loop-late",
					"A blocking call kept the event loop for {0}. {1} was ready, and waited {2} for its turn.",
					time(kept), task.name(), time(nanos(task, Segment.State.READY))))
			.orElseGet(() -> Sentence.of("finding.blocked-loop",
					"A blocking call kept the event loop for {0}. No other task of the loop can go on meanwhile.",
					time(kept)));
		found(text, Sentence.of("advice.to-thread", "Run code that blocks on another thread: to_thread does so."),
				"to-thread");
	}

	// Only where the scenario limits how many work: else it was the machine, or the loop.
	private void queued() {
		if (this.scenario.concurrency() != null) {
			longest((task) -> nanos(task, Segment.State.QUEUED),
					(task) -> nanos(task, Segment.State.QUEUED) > task.ranNanos(this.wallNanos))
				.ifPresent((task) -> found(
						Sentence.of("finding.queued", "{0} waited for {1} before it started, longer than it ran.",
								task.name(), time(nanos(task, Segment.State.QUEUED))),
						Sentence.of("advice.limit",
								"The limit makes them wait. Raise it if the other side can take more."),
						"gather"));
		}
	}

	private void ranOn() {
		Result result = Objects.requireNonNull(this.timeline.result());
		boolean raised = result.status() == Result.Status.RAISED;
		ToLongFunction<TaskSpan> ranOn = this::ranOnNanos;
		Predicate<TaskSpan> awaited = (task) -> raised && isAwaited(task.name());
		Throwable error = this.run.result().error();
		boolean timeout = raised && error != null && JsonValues.type(error).startsWith("Timeout");
		longest(ranOn, awaited).ifPresent((task) -> {
			if (timeout) {
				found(Sentence.of("finding.after-timeout", "{0} ran on for {1} after the time-out.", task.name(),
						time(ranOnNanos(task))),
						Sentence.of("advice.stop-work", "A time-out ends the wait. Let it stop the work, too."),
						"wait-for");
			}
			else {
				found(Sentence.of("finding.siblings", "{0} ran on for {1} after the error was raised.", task
					.name(), time(ranOnNanos(task))), Sentence.of("advice.task-group",
							"If their results are worth nothing without the failed one, use a task group: it cancels them."),
						"task-group");
			}
		});
		longest(ranOn, awaited.negate()).ifPresent((task) -> found(
				Sentence.of("finding.not-awaited", "{0} ran on for {1} after the answer, and nothing awaited it.",
						task.name(), time(ranOnNanos(task))),
				Sentence.of("advice.await",
						"Keep such a task and await it, or cancel it: else its error is never seen."),
				"create-task"));
	}

	private boolean isAwaited(String task) {
		return switch (this.scenario.combinator().leaf()) {
			case Combinator.Leaf(String name) -> name.equals(task);
			case Combinator.Gather gather -> gather.tasks().contains(task);
			case Combinator.Wait wait -> wait.tasks().contains(task);
			case Combinator.AsCompleted all -> all.tasks().contains(task);
			case Combinator.TaskGroup group -> group.tasks().contains(task);
			case Combinator.Sequential sequence -> sequence.tasks().contains(task);
			case Combinator.Wrapper _ -> false;
		};
	}

	private void lostErrors() {
		List<String> lost = this.run.unretrieved().stream().sorted().toList();
		if (!lost.isEmpty()) {
			found((lost.size() == 1)
					? Sentence.of("finding.lost-error", "{0} failed, and nothing looked at its error.", lost.getFirst())
					: Sentence.of("finding.lost-error-many",
							"{0} tasks failed, {1} the first of them, and nothing looked at their errors.", lost.size(),
							lost.getFirst()),
					Sentence.of("advice.look", "Await each task, or let gather return the errors among the values."),
					"gather");
		}
	}

	private long ranOnNanos(TaskSpan task) {
		long returned = Objects.requireNonNull(this.timeline.result()).atNanos();
		long end = Objects.requireNonNullElse(task.endNanos(), this.wallNanos);
		return (task.startNanos() != null) ? end - Math.max(task.startNanos(), returned) : 0;
	}

	private Optional<TaskSpan> longest(ToLongFunction<TaskSpan> nanos, Predicate<TaskSpan> wanted) {
		return this.timeline.tasks()
			.stream()
			.filter(wanted)
			.filter((task) -> nanos.applyAsLong(task) >= this.noticeableNanos)
			.max(Comparator.comparingLong(nanos));
	}

	private static long nanos(TaskSpan task, Segment.State state) {
		return task.segments()
			.stream()
			.filter((segment) -> segment.state() == state)
			.mapToLong(Segment::durationNanos)
			.sum();
	}

	private static String time(long nanos) {
		return TimeText.of(nanos / Milliseconds.NANOS);
	}

	// A lesson that shows the cure with its own jobs: a scenario's task may be no job.
	private void found(Sentence text, Sentence advice, String lesson) {
		this.findings.add(new Finding(text, advice, "/api/" + lesson + "?style=" + this.style.id() + "&format=text"));
	}

}
