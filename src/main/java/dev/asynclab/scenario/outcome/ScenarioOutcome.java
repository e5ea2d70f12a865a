package dev.asynclab.scenario.outcome;

import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.scenario.outcome.RunRecord.AcceptedCancel;
import dev.asynclab.scenario.outcome.RunRecord.Ending;
import dev.asynclab.scenario.outcome.RunRecord.SlowStep;
import dev.asynclab.scenario.outcome.RunRecord.TaskRecord;
import dev.asynclab.timeline.Report;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The outcome of a run, in a form that can be compared with the outcome of another run:
 * times are rounded to ticks, and events of the same tick are in order of declaration.
 */
public final class ScenarioOutcome {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final String[] ENDS = { "finished", "failed", "cancelled" };

	private final RunRecord run;

	private final @Nullable String beside;

	private final Scenario scenario;

	private final Map<String, Integer> index = new HashMap<>();

	/**
	 * Creates the outcome of a run beside which nothing kept the machine busy.
	 * @param run what was seen
	 */
	public ScenarioOutcome(RunRecord run) {
		this(run, null);
	}

	/**
	 * Creates the outcome of a run.
	 * @param run what was seen
	 * @param beside the experiment that kept the machine busy meanwhile; null if none did
	 */
	public ScenarioOutcome(RunRecord run, @Nullable String beside) {
		this.run = run;
		this.beside = beside;
		this.scenario = run.scenario();
		this.scenario.names().forEach((name) -> this.index.put(name, this.index.size()));
		this.index.put(Scenario.BODY, this.index.size());
		this.index.put(Scenario.OUTER, this.index.size());
	}

	/**
	 * Converts the outcome.
	 * @return the JSON in the form of {@code oracle.py}, which runs scenarios in CPython
	 */
	public ObjectNode toJson() {
		ObjectNode json = JSON.objectNode();
		if (this.scenario.id() != null) {
			json.set("id", this.scenario.id());
		}
		json.put("tickMs", this.scenario.tickMs());
		json.set("result", result());
		json.set("pendingAtReturn", names(this.run.pendingAtReturn().stream()));
		ObjectNode tasks = json.putObject("tasks");
		this.scenario.names().forEach((name) -> tasks.set(name, task(name)));
		json.set("log", log());
		json.set("cancels", cancels());
		json.set("unretrieved", names(this.run.unretrieved().stream().sorted()));
		json.set("shutdownErrors", names(this.run.shutdownErrors().stream().sorted()));
		json.set("slowCallbacks", slowCallbacks());
		json.set("rawOrder", names(this.run.log().stream().map((entry) -> entry.task() + ":" + entry.event())));
		return json;
	}

	/**
	 * Converts the outcome, and adds what the lab has measured in {@code lab}, which
	 * CPython knows nothing of. The commands of findings are paths.
	 * @param style how the tasks ran
	 * @return the JSON
	 */
	public ObjectNode toJson(Style style) {
		ObjectNode json = toJson();
		json.set("lab", new RunFigures(this.run, style, this.beside).toJson());
		return json;
	}

	/**
	 * Reports the run in the form of a lesson's, to be drawn.
	 * @param style how the tasks ran
	 * @param command makes a command of a path
	 * @return the report
	 */
	public Report report(Style style, UnaryOperator<String> command) {
		return new RunFigures(this.run, style, this.beside).report(command);
	}

	private JsonNode result() {
		Ending ending = this.run.result();
		ObjectNode json = JSON.objectNode();
		switch (ending.event()) {
			case "cancelled" -> json.put("status", "cancelled");
			case "failed" -> {
				json.put("status", "raised");
				json.set("error", error(ending, byRank()));
			}
			default -> {
				json.put("status", "returned");
				json.set("value", ending.value());
			}
		}
		json.put("cancelling", this.run.cancelling());
		json.put("atMs", tick(this.run.returnedMs()));
		return json;
	}

	private JsonNode task(String name) {
		ObjectNode json = JSON.objectNode();
		TaskRecord task = this.run.tasks().get(name);
		if (task == null) {
			return json.put("state", "notStarted");
		}
		Ending ending = task.ending();
		json.put("state", ending.event().equals("finished") ? "done" : ending.event());
		if (ending.value() != null) {
			json.set("value", ending.value());
		}
		else if (ending.event().equals("failed")) {
			json.set("error", error(ending, JsonValues.AS_THEY_ARE));
		}
		Entry start = entries(name, "started").findFirst().orElse(null);
		json.set("startMs", (start != null) ? JSON.numberNode(tick(start.ms())) : JSON.nullNode());
		json.put("endMs", tick(last(name, ENDS).ms()));
		if (task.cancelling() != null) {
			json.put("cancelling", task.cancelling());
		}
		return json;
	}

	private static ObjectNode error(Ending ending, Comparator<Throwable> order) {
		return JsonValues.error(Objects.requireNonNull(ending.error()), order);
	}

	private Stream<Entry> entries(String task, String... events) {
		List<String> wanted = List.of(events);
		return this.run.log().stream().filter((entry) -> entry.task().equals(task) && wanted.contains(entry.event()));
	}

	private Entry last(String task, String... events) {
		return entries(task, events).reduce((one, other) -> other).orElseThrow();
	}

	private ArrayNode log() {
		ArrayNode json = JSON.arrayNode();
		this.run.log()
			.stream()
			.sorted(Comparator.comparingLong((Entry entry) -> tick(entry.ms()))
				.thenComparingInt((entry) -> this.index.getOrDefault(entry.task(), 0)))
			.forEach((entry) -> json.addObject()
				.put("atMs", tick(entry.ms()))
				.put("task", entry.task())
				.put("event", entry.event()));
		return json;
	}

	private ArrayNode cancels() {
		ArrayNode json = JSON.arrayNode();
		this.run.cancels()
			.stream()
			.sorted(Comparator.comparingDouble((AcceptedCancel each) -> each.cancel().ms())
				.thenComparing((each) -> each.cancel().target()))
			.forEach((each) -> json.addObject()
				.put("target", each.cancel().target())
				.set("atMs", each.cancel().atMs())
				.put("accepted", each.accepted()));
		return json;
	}

	private ArrayNode slowCallbacks() {
		ArrayNode json = JSON.arrayNode();
		this.run.slowSteps()
			.stream()
			.sorted(Comparator.comparing(this::slowTask).thenComparingLong((slow) -> tick(slow.ms())))
			.forEach((slow) -> {
				String task = slowTask(slow);
				json.addObject().put("task", task.isEmpty() ? null : task).put("ms", tick(slow.ms()));
			});
		return json;
	}

	// A step of a task that the scenario does not name has no name here.
	private String slowTask(SlowStep slow) {
		return (this.index.containsKey(slow.task()) && !slow.task().equals(Scenario.BODY)) ? slow.task() : "";
	}

	private Comparator<Throwable> byRank() {
		return Comparator.comparing(this::rank, Rank.ORDER);
	}

	// The order of the errors of a group: by time; at the same time a task that was not
	// cancelled comes before one that failed in its clean-up; then by declaration. The
	// error of the body stays last.
	private Rank rank(Throwable error) {
		for (Map.Entry<String, TaskRecord> each : this.run.tasks().entrySet()) {
			if (error.equals(each.getValue().body().error())) {
				String name = each.getKey();
				double ms = last(name, "failed").ms();
				double instant = this.run.exact() ? Math.rint(ms * 1000) / 1000 : tick(ms);
				boolean asked = entries(name, "cancelRequested").findAny().isPresent();
				return new Rank(instant, asked, this.index.getOrDefault(name, 0));
			}
		}
		return new Rank(Double.POSITIVE_INFINITY, false, 0);
	}

	private long tick(double ms) {
		return this.scenario.tick(ms);
	}

	private static ArrayNode names(Stream<String> names) {
		ArrayNode json = JSON.arrayNode();
		names.forEach(json::add);
		return json;
	}

	private record Rank(double instant, boolean asked, int index) {

		static final Comparator<Rank> ORDER = Comparator.comparingDouble(Rank::instant)
			.thenComparing(Rank::asked)
			.thenComparingInt(Rank::index);

	}

}
