package dev.asynclab.scenario.outcome;

import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.function.ToLongFunction;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.FindingList;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;

/**
 * Finds in the figures of a scenario what its users would want to change: the same, in
 * the same words, as in the run of a lesson. The command of a finding is a path.
 */
final class ScenarioFindings {

	private final Scenario scenario;

	private final Timeline timeline;

	private final RunRecord run;

	private final FindingList list;

	ScenarioFindings(Scenario scenario, Style style, Timeline timeline, RunRecord run) {
		this.scenario = scenario;
		this.timeline = timeline;
		this.run = run;
		// A lesson that shows the cure with its own jobs: a scenario's task may be no
		// job.
		this.list = new FindingList(timeline, (lesson) -> "/api/" + lesson + "?style=" + style.id() + "&format=text");
	}

	void beside(String experiment, String lesson) {
		this.list.beside(experiment, lesson);
	}

	List<Finding> find() {
		oneAfterOther();
		blockedLoop();
		queued();
		ranOn();
		lostErrors();
		return this.list.all();
	}

	private void oneAfterOther() {
		long ran = this.timeline.tasks().stream().filter((task) -> task.startNanos() != null).count();
		boolean sequential = this.scenario.combinator().leaf() instanceof Combinator.Sequential;
		if (sequential && ran > 1) {
			this.list.oneAfterOther(ran, Math.max(this.timeline.longestNanos(), keptNanos()), "gather");
		}
	}

	// Only one task has the loop at a time, also if all have been started.
	private long keptNanos() {
		return this.timeline.stalls().stream().mapToLong((stall) -> stall.durationNanos()).sum();
	}

	private void blockedLoop() {
		long kept = keptNanos();
		if (this.list.isNoticeable(kept)) {
			this.list.blockedLoop(kept, "to-thread");
		}
	}

	// Only where the scenario limits how many work: else it was the machine, or the loop.
	private void queued() {
		if (this.scenario.concurrency() != null) {
			this.list.queued(longest((task) -> task.nanos(Segment.State.QUEUED), this.list::queuedLongerThanItRan),
					false, "gather");
		}
	}

	private void ranOn() {
		Result result = Objects.requireNonNull(this.timeline.result());
		boolean raised = result.status() == Result.Status.RAISED;
		Predicate<TaskSpan> awaited = (task) -> raised && isAwaited(task.name());
		List<TaskSpan> late = longest(this.list::ranOnNanos, awaited);
		Throwable error = this.run.result().error();
		if (raised && error != null && JsonValues.type(error).startsWith("Timeout")) {
			this.list.ranOnAfterTimeout(late, "wait-for");
		}
		else {
			this.list.ranOnAfterError(late, "task-group");
		}
		this.list.notAwaited(longest(this.list::ranOnNanos, awaited.negate()), "create-task");
	}

	private boolean isAwaited(String task) {
		return switch (this.scenario.combinator().leaf()) {
			case Combinator.Leaf(String name) -> name.equals(task);
			case Combinator.Gather gather -> gather.tasks().contains(task);
			case Combinator.Wait wait -> wait.tasks().contains(task);
			case Combinator.AsCompleted all -> all.tasks().contains(task);
			case Combinator.TaskGroup group -> group.tasks().contains(task);
			case Combinator.Sequential sequence ->
				sequence.tasks().stream().anyMatch((name) -> task.equals(name) || task.startsWith(name + " ("));
			case Combinator.Wrapper _ -> false;
		};
	}

	private void lostErrors() {
		this.list.lostErrors(this.run.unretrieved().stream().sorted().toList(), "gather");
	}

	// Only the longest is told of.
	private List<TaskSpan> longest(ToLongFunction<TaskSpan> nanos, Predicate<TaskSpan> wanted) {
		return FindingList.longest(this.list.noticeable(nanos, wanted), nanos).stream().toList();
	}

}
