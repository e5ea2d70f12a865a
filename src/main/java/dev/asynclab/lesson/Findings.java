package dev.asynclab.lesson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.ErrorSummary;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.FindingList;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the figures of a run what its users would want to change. Each finding comes
 * with advice and with a command of the same jobs that shows the cure. A time counts only
 * if it is {@link Timeline#noticeableMs noticeable}.
 * <ul>
 * <li>{@code finding.beside}: an experiment kept the machine busy meanwhile.
 * <li>{@code finding.one-after-other}: each task was created after the one before it had
 * ended.
 * <li>{@code finding.blocked-loop}: code kept an event loop that the run needs.
 * <li>{@code finding.queued}: a task was in a queue for longer than it ran.
 * <li>{@code finding.again}: a task began more than once, since its worker was lost.
 * <li>{@code finding.after-timeout}: an awaited task ran on after the combinator had
 * raised a time-out.
 * <li>{@code finding.siblings}: an awaited task ran on after the combinator had raised
 * another error.
 * <li>{@code finding.not-awaited}: a task ran on after the combinator had answered, and
 * nothing awaited it.
 * <li>{@code finding.lost-error}: a task failed, and its error is not in the answer.
 * </ul>
 */
final class Findings {

	private static final int JOBS_IN_COMMAND = 4;

	private final Lesson lesson;

	private final Plan plan;

	private final Timeline timeline;

	private final Result result;

	private final int places;

	private final FindingList list;

	private Findings(Lesson lesson, Plan plan, int places, Timeline timeline, Result result,
			UnaryOperator<String> command) {
		this.lesson = lesson;
		this.plan = plan;
		this.places = places;
		this.timeline = timeline;
		this.result = result;
		this.list = new FindingList(timeline, command);
	}

	/**
	 * Finds what a finished run shows.
	 * @param lesson the lesson that ran
	 * @param plan its jobs and style
	 * @param places how many jobs the style runs at once
	 * @param beside the experiment that kept the machine busy meanwhile; null if none did
	 * @param timeline what was recorded
	 * @param command makes a command of a path
	 * @return the findings, none if the run shows nothing to change
	 */
	static List<Finding> of(Lesson lesson, Plan plan, int places, @Nullable String beside, Timeline timeline,
			UnaryOperator<String> command) {
		Result result = timeline.result();
		if (result == null) {
			return List.of();
		}
		Findings findings = new Findings(lesson, plan, places, timeline, result, command);
		if (beside != null) {
			String asked = plan.asked();
			findings.list.beside(beside, (asked != null) ? asked : findings.sameJobs(plan.concept().name(), ""));
		}
		findings.oneAfterOther();
		findings.blockedLoop();
		findings.queued();
		findings.ranAgain();
		findings.ranOn();
		findings.lostErrors();
		return findings.list.all();
	}

	private void oneAfterOther() {
		if (isOneAfterOther()) {
			this.list.oneAfterOther(this.plan.jobs().size(), atOnceNanos(), sameJobs("gather", ""));
		}
	}

	// Whether each job was started when the one before it had ended.
	private boolean isOneAfterOther() {
		List<TaskSpan> tasks = this.timeline.tasks().stream().filter((task) -> task.startNanos() != null).toList();
		if (tasks.size() < 2 || tasks.size() != this.plan.jobs().size()) {
			return false;
		}
		for (int i = 1; i < tasks.size(); i++) {
			Long created = tasks.get(i).createdNanos();
			Long end = tasks.get(i - 1).endNanos();
			if (created == null || end == null || created < end) {
				return false;
			}
		}
		return true;
	}

	// What the jobs take at best if all are started first.
	private long atOnceNanos() {
		Duration ideal = this.plan.idealTime(Math.min(this.places, this.plan.jobs().size()));
		Duration blocked = this.plan.style().hasEventLoop() ? this.plan.blockTime() : Duration.ZERO;
		return Math.max(ideal.toNanos(), blocked.toNanos());
	}

	private void blockedLoop() {
		long kept = keptNanos();
		if (this.list.isNoticeable(kept) || !this.timeline.stalls().isEmpty()) {
			this.list.blockedLoop(kept, sameJobs("to-thread", ""));
		}
	}

	private long keptNanos() {
		long stalled = this.timeline.stalls().stream().mapToLong(Stall::durationNanos).sum();
		if (stalled > 0 || !this.plan.blocks()) {
			return stalled;
		}
		Collection<String> loops = this.timeline.loops().stream().map(Loop::thread).toList();
		return this.timeline.tasks()
			.stream()
			.flatMap((task) -> task.segments().stream())
			.filter((segment) -> segment.state() == Segment.State.BLOCKING && loops.contains(segment.thread()))
			.mapToLong(Segment::durationNanos)
			.sum();
	}

	// Only where there are fewer places than jobs: else it was the machine, or the loop.
	private void queued() {
		int allowed = this.lesson.concurrency(this.plan);
		if (this.plan.jobs().size() <= Math.min(allowed, this.places)) {
			return;
		}
		List<TaskSpan> tasks = this.list.noticeable((task) -> task.nanos(Segment.State.QUEUED),
				this.list::queuedLongerThanItRan);
		if (!tasks.isEmpty()) {
			boolean noThread = this.places <= allowed;
			String see = noThread ? sameJobs("gather", Style.WEBCLIENT, "") : sameJobs("gather", "");
			if (noThread && this.plan.style().isDistributed()) {
				this.list.queued(tasks, Sentence.of("advice.no-place",
						"Start another worker, or take a style that holds no thread while it waits."), see);
			}
			else {
				this.list.queued(tasks, noThread, see);
			}
		}
	}

	private void ranAgain() {
		long again = this.timeline.tasks().stream().filter(Findings::ranAgain).count();
		if (again > 0) {
			this.list.ranAgain(again, this.timeline.tasks().size(), "/api/cluster");
		}
	}

	private static boolean ranAgain(TaskSpan task) {
		return task.segments().stream().anyMatch((segment) -> segment.attempt() != null && segment.attempt() > 1);
	}

	private void ranOn() {
		List<TaskSpan> late = this.list.noticeable(this.list::ranOnNanos, (task) -> !wasStopped(task));
		if (late.isEmpty()) {
			return;
		}
		boolean raised = this.result.status() == Result.Status.RAISED;
		Map<Boolean, List<TaskSpan>> tasks = late.stream()
			.collect(Collectors.partitioningBy((task) -> raised && this.lesson.awaits(this.plan, task.name())));
		List<TaskSpan> awaited = tasks.getOrDefault(true, List.of());
		if (isTimeout(this.result.error())) {
			this.list.ranOnAfterTimeout(awaited, "/api/pitfalls/timeout-leaves-work?format=text");
		}
		else {
			this.list.ranOnAfterError(awaited, sameJobs("task-group", ""));
		}
		this.list.notAwaited(tasks.getOrDefault(false, List.of()), sameJobs("create-task", ""));
	}

	// A task that was stopped needs a moment to end, unless it blocks.
	private static boolean wasStopped(TaskSpan task) {
		return task.state() == TaskSpan.State.CANCELLED && task.nanos(Segment.State.BLOCKING) == 0;
	}

	private static boolean isTimeout(@Nullable ErrorSummary error) {
		return error != null && error.type().startsWith("Timeout");
	}

	private void lostErrors() {
		List<String> lost = new ArrayList<>();
		for (TaskSpan task : this.timeline.tasks()) {
			if (isLost(task.error())) {
				lost.add(task.name());
			}
		}
		if (this.result.status() != Result.Status.CANCELLED && !lost.isEmpty()) {
			this.list.lostErrors(lost, sameJobs("gather", "&returnExceptions=true"));
		}
	}

	private boolean isLost(@Nullable ErrorSummary error) {
		return error != null && !this.result.shows(error);
	}

	private String sameJobs(String concept, String options) {
		return sameJobs(concept, this.plan.style(), options);
	}

	private String sameJobs(String concept, Style style, String options) {
		return "/api/" + concept + "?" + jobs() + "&style=" + style.id() + options + "&format=text";
	}

	private String jobs() {
		List<Job> jobs = this.plan.jobs();
		Job first = jobs.getFirst();
		boolean equal = jobs.size() > JOBS_IN_COMMAND && jobs.stream()
			.allMatch((job) -> job.outcome() == Job.Outcome.OK && job.delay().equals(first.delay()));
		return equal ? "count=" + jobs.size() + "&delay=" + DurationConverter.print(first.delay())
				: jobs.stream().map((job) -> "job=" + job).collect(Collectors.joining("&"));
	}

}
