package dev.asynclab.lesson;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.notation.DurationConverter;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.ErrorSummary;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Milliseconds;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.TimeText;
import dev.asynclab.timeline.Timeline;
import org.jspecify.annotations.Nullable;

/**
 * Finds in the figures of a run what its users would want to change. Each finding comes
 * with advice and with a command of the same jobs that shows the cure. A time counts only
 * if it is {@link Timeline#noticeableMs noticeable}.
 * <ul>
 * <li>{@code finding.one-after-other}: each task was created after the one before it had
 * ended.
 * <li>{@code finding.blocked-loop}: code kept an event loop that the run needs.
 * <li>{@code finding.queued}: a task was in a queue for longer than it ran.
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

	private final UnaryOperator<String> command;

	private final long wallNanos;

	private final long noticeableNanos;

	private final List<Finding> findings = new ArrayList<>();

	private Findings(Lesson lesson, Plan plan, int places, Timeline timeline, Result result,
			UnaryOperator<String> command) {
		this.lesson = lesson;
		this.plan = plan;
		this.places = places;
		this.timeline = timeline;
		this.result = result;
		this.command = command;
		this.wallNanos = timeline.wallNanos();
		this.noticeableNanos = (long) (Timeline.noticeableMs(this.wallNanos / Milliseconds.NANOS) * Milliseconds.NANOS);
	}

	/**
	 * Finds what a finished run shows.
	 * @param lesson the lesson that ran
	 * @param plan its jobs and style
	 * @param places how many jobs the style runs at once
	 * @param timeline what was recorded
	 * @param command makes a command of a path
	 * @return the findings, none if the run shows nothing to change
	 */
	static List<Finding> of(Lesson lesson, Plan plan, int places, Timeline timeline, UnaryOperator<String> command) {
		Result result = timeline.result();
		if (result == null) {
			return List.of();
		}
		Findings findings = new Findings(lesson, plan, places, timeline, result, command);
		findings.oneAfterOther();
		findings.blockedLoop();
		findings.queued();
		findings.ranOn();
		findings.lostErrors();
		return findings.findings;
	}

	private void oneAfterOther() {
		if (!isOneAfterOther()) {
			return;
		}
		long atOnce = atOnceNanos();
		if (this.timeline.sumNanos() - atOnce >= this.noticeableNanos) {
			found(Sentence.of("finding.one-after-other",
					"{0} tasks were awaited one after the other, and none needs the result of another. At once they would take about {1} instead of {2}.",
					this.plan.jobs().size(), time(atOnce), time(this.wallNanos)),
					Sentence.of("advice.at-once", "Start all of them first, then await them: gather does both."),
					sameJobs("gather", ""));
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
		if (kept < this.noticeableNanos && this.timeline.stalls().isEmpty()) {
			return;
		}
		Optional<TaskSpan> last = longest(this.timeline.tasks(), Findings::readyNanos);
		Sentence text = last.filter((task) -> readyNanos(task) >= this.noticeableNanos)
			.map((task) -> Sentence.of("finding.blocked-loop-late",
					"A blocking call kept the event loop for {0}. {1} was ready, and waited {2} for its turn.",
					time(kept), task.name(), time(readyNanos(task))))
			.orElseGet(() -> Sentence.of("finding.blocked-loop",
					"A blocking call kept the event loop for {0}. No other task of the loop can go on meanwhile.",
					time(kept)));
		found(text, Sentence.of("advice.to-thread", "Run code that blocks on another thread: to_thread does so."),
				sameJobs("to-thread", ""));
	}

	private long keptNanos() {
		long stalled = this.timeline.stalls().stream().mapToLong(Stall::durationNanos).sum();
		Collection<String> loops = this.timeline.loops().stream().map(Loop::thread).toList();
		return (stalled > 0) ? stalled
				: this.timeline.tasks()
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
		List<TaskSpan> tasks = this.timeline.tasks()
			.stream()
			.filter((task) -> nanos(task, Segment.State.QUEUED) >= this.noticeableNanos)
			.filter((task) -> nanos(task, Segment.State.QUEUED) > task.ranNanos(this.wallNanos))
			.toList();
		longest(tasks, (task) -> nanos(task, Segment.State.QUEUED)).ifPresent((task) -> {
			String time = time(nanos(task, Segment.State.QUEUED));
			Sentence text = (tasks.size() == 1)
					? Sentence.of("finding.queued", "{0} waited for {1} before it started, longer than it ran.",
							task.name(), time)
					: Sentence.of("finding.queued-many",
							"{0} tasks waited before they started for longer than they ran, {1} the longest: {2}.",
							tasks.size(), task.name(), time);
			if (this.places <= allowed) {
				found(text,
						Sentence.of("advice.no-thread",
								"Give the pool more threads, or take a style that holds no thread while it waits."),
						sameJobs("gather", Style.WEBCLIENT, ""));
			}
			else {
				found(text,
						Sentence.of("advice.limit",
								"The limit makes them wait. Raise it if the other side can take more."),
						sameJobs("gather", ""));
			}
		});
	}

	private void ranOn() {
		List<TaskSpan> late = this.timeline.tasks()
			.stream()
			.filter((task) -> ranOnNanos(task) >= this.noticeableNanos && !wasStopped(task))
			.toList();
		if (late.isEmpty()) {
			return;
		}
		boolean raised = this.result.status() == Result.Status.RAISED;
		Map<Boolean, List<TaskSpan>> tasks = late.stream()
			.collect(Collectors.partitioningBy((task) -> raised && this.lesson.awaits(this.plan, task.name())));
		List<TaskSpan> awaited = tasks.getOrDefault(true, List.of());
		if (isTimeout(this.result.error())) {
			ranOn(awaited, (task, time, count) -> (count == 1)
					? Sentence.of("finding.after-timeout", "{0} ran on for {1} after the time-out.", task, time)
					: Sentence.of("finding.after-timeout-many",
							"{2} tasks ran on after the time-out, {0} the longest: for {1}.", task, time, count),
					Sentence.of("advice.stop-work", "A time-out ends the wait. Let it stop the work, too."),
					"/api/pitfalls/timeout-leaves-work?format=text");
		}
		else {
			ranOn(awaited, (task, time, count) -> (count == 1)
					? Sentence.of("finding.siblings", "{0} ran on for {1} after the error was raised.", task, time)
					: Sentence.of("finding.siblings-many",
							"{2} tasks ran on after the error was raised, {0} the longest: for {1}.", task, time,
							count),
					Sentence.of("advice.task-group",
							"If their results are worth nothing without the failed one, use a task group: it cancels them."),
					sameJobs("task-group", ""));
		}
		ranOn(tasks.getOrDefault(false, List.of()), (task, time, count) -> (count == 1)
				? Sentence.of("finding.not-awaited", "{0} ran on for {1} after the answer, and nothing awaited it.",
						task, time)
				: Sentence.of("finding.not-awaited-many",
						"{2} tasks ran on after the answer, and nothing awaited them, {0} the longest: for {1}.", task,
						time, count),
				Sentence.of("advice.await",
						"Keep such a task and await it, or cancel it: else its error is never seen."),
				sameJobs("create-task", ""));
	}

	private void ranOn(List<TaskSpan> tasks, RanOn text, Sentence advice, String see) {
		longest(tasks, this::ranOnNanos)
			.ifPresent((task) -> found(text.of(task.name(), time(ranOnNanos(task)), tasks.size()), advice, see));
	}

	// A task that was stopped needs a moment to end, unless it blocks.
	private static boolean wasStopped(TaskSpan task) {
		return task.state() == TaskSpan.State.CANCELLED && nanos(task, Segment.State.BLOCKING) == 0;
	}

	private static boolean isTimeout(@Nullable ErrorSummary error) {
		return error != null && error.type().startsWith("Timeout");
	}

	private void lostErrors() {
		List<TaskSpan> tasks = this.timeline.tasks().stream().filter((task) -> isLost(task.error())).toList();
		if (this.result.status() == Result.Status.CANCELLED || tasks.isEmpty()) {
			return;
		}
		TaskSpan first = tasks.getFirst();
		found((tasks.size() == 1)
				? Sentence.of("finding.lost-error", "{0} failed, and nothing looked at its error.", first.name())
				: Sentence.of("finding.lost-error-many",
						"{0} tasks failed, {1} the first of them, and nothing looked at their errors.", tasks.size(),
						first.name()),
				Sentence.of("advice.look", "Await each task, or let gather return the errors among the values."),
				sameJobs("gather", "&returnExceptions=true"));
	}

	private boolean isLost(@Nullable ErrorSummary error) {
		return error != null && !this.result.shows(error);
	}

	private long ranOnNanos(TaskSpan task) {
		long end = (task.endNanos() != null) ? task.endNanos() : this.wallNanos;
		return (task.startNanos() != null) ? end - Math.max(task.startNanos(), this.result.atNanos()) : 0;
	}

	private static long readyNanos(TaskSpan task) {
		return nanos(task, Segment.State.READY);
	}

	private static long nanos(TaskSpan task, Segment.State state) {
		long nanos = 0;
		for (Segment segment : task.segments()) {
			nanos += (segment.state() == state) ? segment.durationNanos() : 0;
		}
		return nanos;
	}

	private static Optional<TaskSpan> longest(List<TaskSpan> tasks, ToLongFunction<TaskSpan> nanos) {
		return tasks.stream().max(Comparator.comparingLong(nanos));
	}

	private static String time(long nanos) {
		return TimeText.of(nanos / Milliseconds.NANOS);
	}

	private void found(Sentence text, Sentence advice, String see) {
		this.findings.add(new Finding(text, advice, this.command.apply(see)));
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

	/**
	 * Says that tasks ran on.
	 */
	@FunctionalInterface
	private interface RanOn {

		Sentence of(String longestTask, String time, int tasks);

	}

}
