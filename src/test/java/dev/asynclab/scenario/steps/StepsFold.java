package dev.asynclab.scenario.steps;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.ToIntFunction;
import java.util.stream.Stream;

import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.steps.Step.Kind;
import dev.asynclab.scenario.steps.Step.Timer;
import dev.asynclab.scenario.steps.Step.Wait;
import dev.asynclab.scenario.steps.StepEvent.Ended;
import dev.asynclab.scenario.steps.StepEvent.Log;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Plays the events of steps, and nothing else of them, and so gets each step's queue,
 * timers and waits, whose turn is next, and at the end the outcome.
 */
final class StepsFold {

	private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

	private static final List<String> ENDS = List.of("finished", "failed", "cancelled");

	private final Scenario scenario;

	private final Deque<String> queue = new ArrayDeque<>();

	private final List<Timer> timers = new ArrayList<>();

	private final Map<String, Wait> waiting = new LinkedHashMap<>();

	private final Set<String> alive = new LinkedHashSet<>();

	private final Map<String, Ended> ended = new HashMap<>();

	private final List<Log> log = new ArrayList<>();

	private List<String> pendingAtReturn = List.of();

	private double now;

	private int iteration;

	StepsFold(Scenario scenario) {
		this.scenario = scenario;
	}

	void play(List<Step> steps) {
		steps.forEach(this::play);
		assertThat(this.queue).as("nothing is ready in the end").isEmpty();
		assertThat(this.waiting).as("nothing waits in the end").isEmpty();
		assertThat(this.alive).as("all tasks have ended").isEmpty();
	}

	private void play(Step step) {
		assertThat(step.atMs()).as("time goes on").isEqualTo(this.now);
		assertThat(step.iteration()).isBetween(this.iteration, this.iteration + 1);
		if (step.kind() == Kind.IDLE) {
			assertThat(this.queue).as("the loop is idle if nothing is ready").isEmpty();
			assertThat(step.tookMs()).isPositive();
		}
		step.events().forEach(this::happens);
		if (step.turn() != null) {
			assertThat(this.queue.poll()).as("whose turn it was").isEqualTo(step.turn());
		}
		assertThat(this.queue).containsExactlyElementsOf(step.ready());
		this.timers.sort(Comparator.comparingDouble(Timer::dueMs));
		assertThat(this.timers).isEqualTo(step.timers());
		assertThat(this.waiting.values()).containsExactlyElementsOf(step.waiting());
		this.now = step.atMs() + step.tookMs();
		this.iteration = step.iteration();
	}

	private void happens(StepEvent event) {
		switch (event) {
			case StepEvent.Created(String task) -> this.alive.add(task);
			case StepEvent.Ready(String entry) -> {
				this.queue.add(entry);
				this.waiting.remove(entry);
			}
			case StepEvent.Dropped(String entry) -> assertThat(this.queue.remove(entry)).isTrue();
			case StepEvent.TimerSet(Timer timer) -> this.timers.add(timer);
			case StepEvent.TimerCancelled(Timer timer) -> assertThat(this.timers.remove(timer)).isTrue();
			case StepEvent.TimerDue(Timer timer) -> assertThat(this.timers.remove(timer)).isTrue();
			case StepEvent.Waits(Wait what) -> {
				assertThat(this.alive).contains(what.task()).containsAll(what.of());
				this.waiting.put(what.task(), what);
			}
			case StepEvent.Cancel(String task) -> assertThat(this.alive).contains(task);
			case Ended end -> {
				assertThat(this.alive.remove(end.task())).isTrue();
				this.ended.put(end.task(), end);
				this.waiting.remove(end.task());
				this.waiting.replaceAll((_, wait) -> new Wait(wait.task(), wait.call(),
						wait.of().stream().filter((name) -> !name.equals(end.task())).toList()));
			}
			case Log entry -> {
				this.log.add(entry);
				if (entry.task().equals(Scenario.OUTER)) {
					this.pendingAtReturn = this.scenario.names().stream().filter(this.alive::contains).toList();
				}
			}
		}
	}

	/**
	 * The parts of the outcome that the events tell.
	 */
	JsonNode outcome() {
		ObjectNode json = JSON.objectNode();
		json.put("tickMs", this.scenario.tickMs());
		json.set("result", result());
		json.set("pendingAtReturn", names(this.pendingAtReturn.stream()));
		ObjectNode tasks = json.putObject("tasks");
		this.scenario.names().forEach((name) -> tasks.set(name, task(name)));
		ArrayNode entries = json.putArray("log");
		sortedLog().forEach((entry) -> entries.addObject()
			.put("atMs", tick(entry.atMs()))
			.put("task", entry.task())
			.put("event", entry.what()));
		json.set("rawOrder", names(this.log.stream().map((entry) -> entry.task() + ":" + entry.what())));
		return withSortedErrors(json);
	}

	/**
	 * An outcome with the same parts, and the errors of a group in an order that does not
	 * depend on ticks. What a call in a sequence returns is no event of the loop.
	 */
	static JsonNode comparable(JsonNode outcome) {
		ObjectNode copy = ((ObjectNode) outcome).deepCopy();
		copy.remove(List.of("id", "cancels", "unretrieved", "shutdownErrors", "slowCallbacks", "lab", "python"));
		copy.get("tasks")
			.values()
			.stream()
			.filter((task) -> !task.has("cancelling"))
			.forEach((task) -> ((ObjectNode) task).remove(List.of("value", "error")));
		return withSortedErrors(copy);
	}

	private static JsonNode withSortedErrors(JsonNode json) {
		if (json instanceof ArrayNode array) {
			return JSON.arrayNode().addAll(array.valueStream().map(StepsFold::withSortedErrors).toList());
		}
		if (json instanceof ObjectNode object) {
			ObjectNode copy = JSON.objectNode();
			object.properties()
				.forEach((each) -> copy.set(each.getKey(),
						each.getKey().equals("errors") ? JSON.arrayNode()
							.addAll(each.getValue()
								.valueStream()
								.map(StepsFold::withSortedErrors)
								.sorted(Comparator.comparing(JsonNode::toString))
								.toList()) : withSortedErrors(each.getValue())));
			return copy;
		}
		return json;
	}

	private ObjectNode result() {
		Ended outer = Objects.requireNonNull(this.ended.get(Scenario.OUTER));
		ObjectNode json = JSON.objectNode();
		json.put("status", switch (outer.state()) {
			case "done" -> "returned";
			case "failed" -> "raised";
			default -> "cancelled";
		});
		setEnd(json, outer);
		json.put("cancelling", outer.cancelling());
		json.put("atMs", tick(last(Scenario.OUTER, ENDS)));
		return json;
	}

	private ObjectNode task(String name) {
		ObjectNode json = JSON.objectNode();
		String event = this.log.stream()
			.filter((entry) -> entry.task().equals(name) && ENDS.contains(entry.what()))
			.map(Log::what)
			.reduce((one, other) -> other)
			.orElse(null);
		if (event == null) {
			return json.put("state", "notStarted");
		}
		Ended end = this.ended.get(name);
		json.put("state", (end != null) ? end.state() : event.equals("finished") ? "done" : event);
		if (end != null) {
			setEnd(json, end);
			json.put("cancelling", end.cancelling());
		}
		json.put("startMs",
				this.log.stream()
					.filter((entry) -> entry.task().equals(name) && entry.what().equals("started"))
					.map((entry) -> tick(entry.atMs()))
					.findFirst()
					.orElse(null));
		return json.put("endMs", tick(last(name, ENDS)));
	}

	private static void setEnd(ObjectNode json, Ended end) {
		set(json, "value", end.value());
		set(json, "error", end.error());
	}

	private static void set(ObjectNode json, String name, @Nullable JsonNode value) {
		if (value != null) {
			json.set(name, value);
		}
	}

	private double last(String task, List<String> events) {
		return this.log.stream()
			.filter((entry) -> entry.task().equals(task) && events.contains(entry.what()))
			.mapToDouble(Log::atMs)
			.reduce((one, other) -> other)
			.orElseThrow();
	}

	private List<Log> sortedLog() {
		List<String> order = new ArrayList<>(this.scenario.names());
		order.add(Scenario.BODY);
		order.add(Scenario.OUTER);
		ToIntFunction<Log> place = (entry) -> order.indexOf(entry.task());
		return this.log.stream()
			.sorted(Comparator.comparingLong((Log entry) -> tick(entry.atMs())).thenComparingInt(place))
			.toList();
	}

	private long tick(double ms) {
		return this.scenario.tick(ms);
	}

	private static ArrayNode names(Stream<String> names) {
		ArrayNode json = JSON.arrayNode();
		names.forEach(json::add);
		return json;
	}

}
