package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

import dev.asynclab.job.Shape;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.scenario.outcome.EventLog.ThreadUse;
import dev.asynclab.scenario.outcome.RunRecord.Measured;
import dev.asynclab.scenario.outcome.RunRecord.ReadyTime;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.TaskSpan;
import org.jspecify.annotations.Nullable;

/**
 * One call of a task's code: what it did from its creation to its end, by the entries of
 * the log. For one thread, and for one use.
 */
final class CallSpan {

	private static final Set<String> ENDS = Set.of("finished", "failed", "cancelled");

	private static final String THREAD_DONE = "threadDone";

	private static final String CANCEL_REQUESTED = "cancelRequested";

	private final ScenarioTask task;

	private final Shape shape;

	private final List<Entry> log;

	private final Measured measured;

	private final boolean exact;

	/** Whether the task is created when the run begins. */
	private final boolean atOnce;

	private final List<Segment> segments = new ArrayList<>();

	CallSpan(RunRecord run, ScenarioTask task, Shape shape, List<Entry> log) {
		this.task = task;
		this.shape = shape;
		this.log = log;
		this.measured = run.measured();
		this.exact = run.exact();
		this.atOnce = !(run.scenario().combinator().leaf() instanceof Combinator.Sequential);
	}

	// Returns null if it has not ended.
	@Nullable TaskSpan span(int number) {
		Entry end = this.log.stream()
			.filter((entry) -> ENDS.contains(entry.event()))
			.reduce((_, last) -> last)
			.orElse(null);
		if (end == null) {
			return null;
		}
		Entry start = this.log.stream().filter((entry) -> entry.event().equals("started")).findFirst().orElse(null);
		double began = (start != null) ? start.ms() : end.ms();
		add(State.QUEUED, this.atOnce ? 0 : began, began, null);
		ThreadUse thread = null;
		if (start != null) {
			thread = this.measured.threads()
				.stream()
				.filter((use) -> use.task().equals(this.task.name()) && use.ms() >= start.ms() && use.ms() <= end.ms())
				.findFirst()
				.orElse(null);
			List<Entry> steps = steps(start, end);
			for (int step = 0; step + 1 < steps.size(); step++) {
				step(steps.get(step), start.ms(), steps.get(step + 1).ms(), thread);
			}
		}
		Long startNanos = (start != null) ? RunFigures.nanos(start.ms()) : null;
		return new TaskSpan((number > 1) ? this.task.name() + " (" + number + ")" : this.task.name(), state(end), null,
				null, this.atOnce ? Long.valueOf(0) : startNanos, startNanos, RunFigures.nanos(end.ms()),
				this.task.delay().toNanos(), place(thread), this.segments);
	}

	// From the start to the end. A thread that goes on when the task was asked to end
	// makes no difference to it.
	private List<Entry> steps(Entry start, Entry end) {
		List<Entry> steps = new ArrayList<>();
		boolean cancelled = false;
		for (Entry entry : this.log.subList(this.log.indexOf(start), this.log.lastIndexOf(end) + 1)) {
			cancelled |= entry.event().equals(CANCEL_REQUESTED);
			if (!cancelled || !entry.event().equals(THREAD_DONE)) {
				steps.add(entry);
			}
		}
		return steps;
	}

	// What the task did after an entry, until the next one.
	private void step(Entry entry, double start, double to, @Nullable ThreadUse thread) {
		double from = entry.ms();
		boolean works = entry.event().equals("started");
		String loop = this.measured.loop();
		if (this.shape == Shape.FUTURES) {
			add((works && this.task.blocking()) ? State.BLOCKING : State.HOLDING, from, to,
					(thread != null) ? thread.thread() : null);
		}
		else if (entry.event().equals(THREAD_DONE)) {
			add(State.READY, from, to, null);
		}
		else if (works && this.task.blocking() && loop != null) {
			add(State.BLOCKING, from, to, loop);
		}
		else if (works && this.task.thread()) {
			hold(from, to, thread);
		}
		else {
			await(from, to, due(entry, start));
		}
	}

	// On the virtual clock a thread is done in time, also if the loop learns it later.
	private void hold(double from, double to, @Nullable ThreadUse thread) {
		double taken = (thread != null) ? Math.clamp(thread.ms(), from, to) : to;
		double done = this.exact ? Math.min(taken + this.task.delay().toNanos() / 1e6, to) : to;
		add(State.AWAITING, from, taken, null);
		add(State.HOLDING, taken, done, (thread != null) ? thread.thread() : null);
		add(State.READY, done, to, null);
	}

	// When the timer is due that the task waits for; later than any time for none.
	private double due(Entry entry, double start) {
		double deadline = start + this.task.delay().toNanos() / 1e6;
		return switch (entry.event()) {
			case "started" -> this.task.thread() ? Double.MAX_VALUE : deadline;
			case CANCEL_REQUESTED -> (this.task.onCancel() == OnCancel.SUPPRESS) ? deadline
					: entry.ms() + this.task.cleanup().toNanos() / 1e6;
			default -> Double.MAX_VALUE;
		};
	}

	private void await(double from, double to, double due) {
		Map<String, List<ReadyTime>> told = this.measured.ready();
		List<ReadyTime> ready = (told != null) ? told.getOrDefault(this.task.name(), List.of())
				: List.of(new ReadyTime(due, to));
		double at = from;
		for (ReadyTime each : ready) {
			double readyFrom = Math.clamp(each.fromMs(), at, to);
			double readyTo = Math.clamp(each.toMs(), at, to);
			add(State.AWAITING, at, readyFrom, null);
			add(State.READY, readyFrom, readyTo, null);
			at = readyTo;
		}
		add(State.AWAITING, at, to, null);
	}

	private void add(State state, double fromMs, double toMs, @Nullable String thread) {
		long from = RunFigures.nanos(fromMs);
		long to = RunFigures.nanos(toMs);
		if (to <= from) {
			return;
		}
		Segment last = this.segments.isEmpty() ? null : this.segments.getLast();
		if (last != null && last.state() == state && Objects.equals(last.thread(), thread)) {
			this.segments.removeLast();
			from = last.fromNanos();
		}
		this.segments.add(new Segment(state, from, to, thread));
	}

	private @Nullable String place(@Nullable ThreadUse thread) {
		return (this.shape == Shape.FUTURES && thread != null) ? thread.thread() : this.measured.loop();
	}

	private static TaskSpan.State state(Entry end) {
		return switch (end.event()) {
			case "failed" -> TaskSpan.State.FAILED;
			case "cancelled" -> TaskSpan.State.CANCELLED;
			default -> TaskSpan.State.DONE;
		};
	}

}
