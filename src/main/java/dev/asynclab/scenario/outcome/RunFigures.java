package dev.asynclab.scenario.outcome;

import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Rounded;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Combinator;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import dev.asynclab.timeline.ErrorSummary;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Report;
import dev.asynclab.timeline.Result;
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
 * those of the log, before they are rounded to ticks. When a task was ready, its loop has
 * told; where it has not, the due times of the timers are known.
 */
final class RunFigures {

	private static final JsonMapper JSON = JsonMapper.shared();

	private final RunRecord run;

	private final Scenario scenario;

	private final Style style;

	/** The experiment that kept the machine busy meanwhile, if one did. */
	private final @Nullable String beside;

	/** The loop that the tasks share, if they share one. */
	private final @Nullable Loop loop;

	RunFigures(RunRecord run, Style style, @Nullable String beside) {
		this.run = run;
		this.beside = beside;
		this.scenario = run.scenario();
		this.style = style;
		String loop = run.measured().loop();
		this.loop = (loop != null) ? new Loop(loop, loop) : null;
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
		json.set("findings", JSON.valueToTree(findings(timeline)));
		return json;
	}

	// In the form of a lesson's report, to be drawn.
	Report report(UnaryOperator<String> command) {
		Timeline timeline = timeline();
		String lesson = lesson(this.scenario.combinator());
		List<Finding> findings = findings(timeline).stream()
			.map((finding) -> new Finding(finding.textSentence(), finding.adviceSentence(),
					command.apply(finding.see())))
			.toList();
		return Report.of(lesson, this.style.id(), "timer", timeline, "", this.run.exact() ? Sentence.of(
				"scenario.virtual",
				"The tasks waited on the virtual clock, which jumps to the next timer. As JSON the answer is the outcome, to compare with CPython’s.")
				: Sentence.of("scenario.real",
						"The tasks waited on timers of the real clock. As JSON the answer is the outcome, to compare with CPython’s."),
				findings, command.apply("/api/" + lesson + "?style=" + this.style.id() + "&format=text"));
	}

	// The lesson about a combinator.
	private static String lesson(Combinator combinator) {
		return switch (combinator) {
			case Combinator.Leaf _ -> "create-task";
			case Combinator.Gather _ -> "gather";
			case Combinator.TaskGroup _ -> "task-group";
			case Combinator.Wait _ -> "wait";
			case Combinator.AsCompleted _ -> "as-completed";
			case Combinator.Sequential _ -> "sequential";
			case Combinator.WaitFor _ -> "wait-for";
			case Combinator.Timeout _ -> "timeout";
			case Combinator.Shield _ -> "shield";
		};
	}

	private List<Finding> findings(Timeline timeline) {
		ScenarioFindings findings = new ScenarioFindings(this.scenario, this.style, timeline, this.run);
		// The virtual clock knows nothing of the machine.
		if (this.beside != null && !this.run.exact()) {
			findings.beside(this.beside, lesson(this.scenario.combinator()));
		}
		return findings.find();
	}

	Timeline timeline() {
		Loop loop = this.loop;
		List<TaskSpan> tasks = this.scenario.tasks().stream().flatMap((task) -> spans(task).stream()).toList();
		List<Stall> stalls = (loop != null)
				? this.scenario.tasks().stream().flatMap((task) -> stalls(task, loop)).toList() : List.of();
		double lastMs = this.run.log().stream().mapToDouble(Entry::ms).max().orElse(0);
		return new Timeline(tasks, List.of(new LogEntry(nanos(lastMs), Scenario.OUTER, TaskEvent.FINISHED, "")),
				(loop != null) ? List.of(loop) : List.of(), stalls, result());
	}

	private Result result() {
		Ending ending = this.run.result();
		long atNanos = nanos(this.run.returnedMs());
		Throwable error = ending.error();
		return switch (ending.event()) {
			case "cancelled" -> new Result(Result.Status.CANCELLED, null, null, atNanos);
			case "failed" -> new Result(Result.Status.RAISED, null,
					(error != null) ? new ErrorSummary(JsonValues.type(error), JsonValues.message(error)) : null,
					atNanos);
			default -> new Result(Result.Status.RETURNED,
					(ending.value() != null) ? JSON.treeToValue(ending.value(), Object.class) : null, null, atNanos);
		};
	}

	// The span of each call: a coroutine can run several times in a sequence.
	private List<TaskSpan> spans(ScenarioTask task) {
		List<TaskSpan> spans = new ArrayList<>();
		for (List<Entry> call : calls(task)) {
			TaskSpan span = new CallSpan(this.run, task, this.style.shape(), call).span(spans.size() + 1);
			if (span != null) {
				spans.add(span);
			}
		}
		return spans;
	}

	// The entries of the log of each call.
	private List<List<Entry>> calls(ScenarioTask task) {
		List<List<Entry>> calls = new ArrayList<>();
		boolean started = false;
		for (Entry entry : this.run.log()) {
			if (entry.task().equals(task.name())) {
				boolean starts = entry.event().equals("started");
				if (calls.isEmpty() || (starts && started)) {
					calls.add(new ArrayList<>());
				}
				started |= starts;
				calls.getLast().add(entry);
			}
		}
		return calls;
	}

	private Stream<Stall> stalls(ScenarioTask task, Loop loop) {
		String culprit = this.run.measured().culprits().getOrDefault(task.name(), task.name());
		return spans(task).stream()
			.flatMap((span) -> span.segments().stream())
			.filter((segment) -> segment.state() == State.BLOCKING)
			.map((segment) -> new Stall(segment.fromNanos(), segment.durationNanos(), loop.name(), culprit));
	}

	// To the microsecond: what is less is the rounding of a sum.
	static long nanos(double ms) {
		return Math.round(ms * 1000) * 1000;
	}

}
