package dev.asynclab.scenario;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import dev.asynclab.asyncio.ExceptionContext;
import dev.asynclab.asyncio.Task;
import dev.asynclab.scenario.EventLog.Entry;
import dev.asynclab.scenario.ScenarioRun.AcceptedCancel;
import dev.asynclab.scenario.ScenarioRun.Ending;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What a run came to, in the canonical form in which outcomes can be compared: times are
 * rounded to ticks, and what has no order within a tick is in order of declaration.
 */
final class ScenarioOutcome {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final String SHUTDOWN = "unhandled exception during asyncio.run() shutdown";

	private static final String[] ENDS = { "finished", "failed", "cancelled" };

	private final ScenarioRun run;

	private final Scenario scenario;

	private final Map<String, Integer> index = new HashMap<>();

	ScenarioOutcome(ScenarioRun run) {
		this.run = run;
		this.scenario = run.scenario;
		this.scenario.names().forEach((name) -> this.index.put(name, this.index.size()));
		this.index.put(Scenario.BODY, this.index.size());
		this.index.put(Scenario.OUTER, this.index.size());
	}

	ObjectNode toJson() {
		ObjectNode json = JSON.objectNode();
		if (this.scenario.id() != null) {
			json.set("id", this.scenario.id());
		}
		json.put("tickMs", this.scenario.tickMs());
		json.set("result", result());
		json.set("pendingAtReturn", names(this.run.pendingAtReturn.stream()));
		ObjectNode tasks = json.putObject("tasks");
		this.scenario.names().forEach((name) -> tasks.set(name, task(name)));
		json.set("log", log());
		json.set("cancels", cancels());
		json.set("unretrieved", names(unretrieved().sorted()));
		json.set("shutdownErrors", names(shutdownErrors().sorted()));
		json.set("slowCallbacks", slowCallbacks());
		json.set("rawOrder", names(this.run.log.entries().stream().map((entry) -> entry.task() + ":" + entry.event())));
		return json;
	}

	private JsonNode result() {
		Task<JsonNode> outer = this.run.outer();
		ObjectNode json = JSON.objectNode();
		Throwable error = outer.cancelled() ? null : outer.exception();
		if (outer.cancelled()) {
			json.put("status", "cancelled");
		}
		else if (error != null) {
			json.put("status", "raised");
			json.set("error", Errors.toJson(error, byRank()));
		}
		else {
			json.put("status", "returned");
			json.set("value", outer.result());
		}
		json.put("cancelling", outer.cancelling());
		json.put("atMs", tick(this.run.returnedMs()));
		return json;
	}

	private JsonNode task(String name) {
		ObjectNode json = JSON.objectNode();
		Ending ending = this.run.endings.get(name);
		if (ending == null) {
			return json.put("state", "notStarted");
		}
		Task<JsonNode> task = this.run.tasks.get(name);
		if (task != null) {
			ending = ending(task);
		}
		json.put("state", ending.state());
		if (ending.value() != null) {
			json.set("value", ending.value());
		}
		else if (ending.state().equals("failed") && ending.error() != null) {
			json.set("error", Errors.toJson(ending.error()));
		}
		Entry start = this.run.log.of(name, "started").findFirst().orElse(null);
		json.set("startMs", (start != null) ? JSON.numberNode(tick(start.ms())) : JSON.nullNode());
		json.put("endMs", tick(last(name, ENDS).ms()));
		if (task != null) {
			json.put("cancelling", task.cancelling());
		}
		return json;
	}

	// A task that was cancelled in its last step has another end than its body.
	private static Ending ending(Task<JsonNode> task) {
		if (task.cancelled()) {
			return new Ending("cancelled", null, null);
		}
		Throwable error = task.exception();
		return (error != null) ? new Ending("failed", null, error) : new Ending("done", task.result(), null);
	}

	private Entry last(String task, String... events) {
		return this.run.log.of(task, events).reduce((one, other) -> other).orElseThrow();
	}

	private ArrayNode log() {
		List<Entry> entries = new ArrayList<>(this.run.log.entries());
		entries.sort(Comparator.comparingLong((Entry entry) -> tick(entry.ms()))
			.thenComparingInt((entry) -> this.index.getOrDefault(entry.task(), 0)));
		ArrayNode json = JSON.arrayNode();
		for (Entry entry : entries) {
			json.addObject().put("atMs", tick(entry.ms())).put("task", entry.task()).put("event", entry.event());
		}
		return json;
	}

	private ArrayNode cancels() {
		ArrayNode json = JSON.arrayNode();
		List<AcceptedCancel> cancels = new ArrayList<>(this.run.cancels);
		cancels.sort(Comparator.comparingDouble((AcceptedCancel each) -> each.cancel().atMs().doubleValue())
			.thenComparing((each) -> each.cancel().target()));
		for (AcceptedCancel each : cancels) {
			ObjectNode cancel = json.addObject().put("target", each.cancel().target());
			cancel.set("atMs", each.cancel().atMs());
			cancel.put("accepted", each.accepted());
		}
		return json;
	}

	private Stream<String> unretrieved() {
		return reports("Task exception was never retrieved")
			.filter((task) -> this.run.auxiliary.contains(task) || this.run.tasks.containsValue(task))
			.map(Task::getName);
	}

	private Stream<String> shutdownErrors() {
		return reports(SHUTDOWN).map(Task::getName);
	}

	private Stream<Task<?>> reports(String message) {
		return this.run.reports.stream()
			.filter((report) -> report.message().equals(message))
			.map(ExceptionContext::future)
			.<Task<?>>mapMulti((future, each) -> {
				if (future instanceof Task<?> task) {
					each.accept(task);
				}
			});
	}

	private ArrayNode slowCallbacks() {
		List<SlowStep> steps = new ArrayList<>();
		this.run.slowCallbacks.forEach((slow) -> {
			String name = (slow.task() != null) ? slow.task().getName() : "";
			boolean known = this.index.containsKey(name) && !name.equals(Scenario.BODY);
			// On a busy machine the run's own steps may be slow too.
			if (known || this.run.virtualClock != null) {
				steps.add(new SlowStep(known ? name : null, tick(slow.seconds() * 1000)));
			}
		});
		steps.sort(Comparator.comparing((SlowStep step) -> (step.task() != null) ? step.task() : "")
			.thenComparingLong(SlowStep::ms));
		ArrayNode json = JSON.arrayNode();
		steps.forEach((step) -> json.addObject().put("task", step.task()).put("ms", step.ms()));
		return json;
	}

	private Comparator<Throwable> byRank() {
		return Comparator.comparing(this::rank);
	}

	// The errors of a group: by time; at one instant those that failed of themselves
	// before those that failed when cancelled, then by declaration. The body's error
	// stays last.
	private Rank rank(Throwable error) {
		for (Map.Entry<String, Ending> each : this.run.endings.entrySet()) {
			if (error.equals(each.getValue().error())) {
				String name = each.getKey();
				double ms = last(name, "failed").ms();
				double instant = (this.run.virtualClock != null) ? Math.rint(ms * 1000) / 1000 : tick(ms);
				boolean asked = this.run.log.of(name, "cancelRequested").findAny().isPresent();
				return new Rank(instant, asked, this.index.getOrDefault(name, 0));
			}
		}
		return new Rank(Double.POSITIVE_INFINITY, false, 0);
	}

	private long tick(double ms) {
		long tick = this.scenario.tickMs();
		return (long) Math.floor((ms + tick / 2.0) / tick) * tick;
	}

	private static ArrayNode names(Stream<String> names) {
		ArrayNode json = JSON.arrayNode();
		names.forEach(json::add);
		return json;
	}

	private record SlowStep(@Nullable String task, long ms) {

	}

	private record Rank(double instant, boolean asked, int index) implements Comparable<Rank> {

		@Override
		public int compareTo(Rank other) {
			return Comparator.comparingDouble(Rank::instant)
				.thenComparing(Rank::asked)
				.thenComparingInt(Rank::index)
				.compare(this, other);
		}

	}

}
