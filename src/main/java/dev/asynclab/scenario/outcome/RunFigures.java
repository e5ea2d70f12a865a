package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;

import dev.asynclab.job.Shape;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Rounded;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TaskEvent;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * What the lab has measured in a run beside its outcome: what each task did from its
 * creation to its end, who kept the event loop, and what the figures show. The times are
 * those of the log, before they are rounded to ticks, and the due times of the timers,
 * which are known.
 */
final class RunFigures {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Set<String> ENDS = Set.of("finished", "failed", "cancelled");

	private final RunRecord run;

	private final Scenario scenario;

	private final Style style;

	private final State waiting;

	/** The loop that the tasks share, if they share one. */
	private final @Nullable Loop loop;

	RunFigures(RunRecord run, Style style) {
		this.run = run;
		this.scenario = run.scenario();
		this.style = style;
		this.waiting = (style.shape() == Shape.FUTURES) ? State.HOLDING : State.AWAITING;
		this.loop = style.hasEventLoop() ? new Loop(style.id(), style.id()) : null;
	}

	ObjectNode toJson() {
		Timeline timeline = timeline();
		ObjectNode json = JSON.createObjectNode();
		json.put("wallMs", Rounded.tenths(timeline.wallNanos() / 1e6));
		json.put("longestMs", Rounded.tenths(timeline.longestNanos() / 1e6));
		json.put("sumMs", Rounded.tenths(timeline.sumNanos() / 1e6));
		json.put("speedup", Rounded.hundredths(timeline.speedup()));
		json.set("tasks", JSON.valueToTree(timeline.tasks()));
		json.set("loops", JSON.valueToTree(timeline.loops()));
		json.set("stalls", JSON.valueToTree(timeline.stalls()));
		json.set("findings",
				JSON.valueToTree(new ScenarioFindings(this.scenario, this.style, timeline, this.run).find()));
		return json;
	}

	Timeline timeline() {
		List<TaskSpan> tasks = this.scenario.tasks().stream().map(this::span).filter(Objects::nonNull).toList();
		Result.Status status = switch (this.run.result().event()) {
			case "cancelled" -> Result.Status.CANCELLED;
			case "failed" -> Result.Status.RAISED;
			default -> Result.Status.RETURNED;
		};
		double lastMs = this.run.log().stream().mapToDouble(Entry::ms).max().orElse(0);
		return new Timeline(tasks, List.of(new LogEntry(nanos(lastMs), Scenario.OUTER, TaskEvent.FINISHED, "")),
				(this.loop != null) ? List.of(this.loop) : List.of(), stalls(tasks),
				new Result(status, null, null, nanos(this.run.returnedMs())));
	}

	private List<Stall> stalls(List<TaskSpan> tasks) {
		List<Stall> stalls = new ArrayList<>();
		Loop loop = this.loop;
		if (loop != null) {
			tasks.forEach((task) -> task.segments()
				.stream()
				.filter((segment) -> segment.state() == State.BLOCKING)
				.forEach((segment) -> stalls
					.add(new Stall(segment.fromNanos(), segment.durationNanos(), loop.name(), task.name()))));
		}
		return stalls;
	}

	private @Nullable TaskSpan span(ScenarioTask task) {
		List<Entry> log = this.run.log().stream().filter((entry) -> entry.task().equals(task.name())).toList();
		Entry end = log.stream().filter((entry) -> ENDS.contains(entry.event())).reduce((_, last) -> last).orElse(null);
		if (end == null) {
			return null;
		}
		long endNanos = nanos(end.ms());
		Entry start = log.stream().filter((entry) -> entry.event().equals("started")).findFirst().orElse(null);
		boolean atOnce = !(this.scenario.combinator().leaf() instanceof Combinator.Sequential);
		List<Segment> segments = new ArrayList<>();
		if (start == null) {
			add(segments, State.QUEUED, atOnce ? 0 : endNanos, endNanos, null);
		}
		else {
			long startNanos = nanos(start.ms());
			add(segments, State.QUEUED, atOnce ? 0 : startNanos, startNanos, null);
			int next = log.indexOf(start) + 1;
			long nextNanos = (next < log.size()) ? Math.min(nanos(log.get(next).ms()), endNanos) : endNanos;
			work(segments, task, startNanos, nextNanos);
			add(segments, this.waiting, nextNanos, endNanos, null);
		}
		Long created = atOnce ? Long.valueOf(0) : (start != null) ? Long.valueOf(nanos(start.ms())) : null;
		return new TaskSpan(task.name(), state(end), null, null, created, (start != null) ? nanos(start.ms()) : null,
				endNanos, task.delay().toNanos(), null, segments);
	}

	// From its start to its next event a task sleeps, blocks, or waits for a thread.
	private void work(List<Segment> segments, ScenarioTask task, long from, long to) {
		if (this.style.shape() == Shape.BLOCKING) {
			add(segments, State.AWAITING, from, to, null);
		}
		else if (task.blocking()) {
			add(segments, State.BLOCKING, from, to, (this.loop != null) ? this.loop.thread() : null);
		}
		else if (task.thread() || this.loop == null) {
			add(segments, State.HOLDING, from, to, null);
		}
		else {
			long due = Math.clamp(from + task.delay().toNanos(), from, to);
			add(segments, State.AWAITING, from, due, null);
			add(segments, State.READY, due, to, null);
		}
	}

	private static void add(List<Segment> segments, State state, long from, long to, @Nullable String thread) {
		if (to > from) {
			segments.add(new Segment(state, from, to, thread));
		}
	}

	private static TaskSpan.State state(Entry end) {
		return switch (end.event()) {
			case "failed" -> TaskSpan.State.FAILED;
			case "cancelled" -> TaskSpan.State.CANCELLED;
			default -> TaskSpan.State.DONE;
		};
	}

	// To the microsecond: what is less is the rounding of a sum.
	private static long nanos(double ms) {
		return Math.round(ms * 1000) * 1000;
	}

}
