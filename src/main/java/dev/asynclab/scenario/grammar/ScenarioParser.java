package dev.asynclab.scenario.grammar;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

import dev.asynclab.asyncio.ReturnWhen;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Scenario.AfterReturn;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.grammar.Scenario.Queue;
import dev.asynclab.scenario.grammar.Scenario.Queue.Order;
import dev.asynclab.scenario.grammar.ScenarioTask.ErrorSpec;
import dev.asynclab.scenario.grammar.ScenarioTask.OnCancel;
import dev.asynclab.scenario.grammar.ScenarioTask.Outcome;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * Reads a {@link Scenario} from JSON and refuses what the grammar does not allow.
 */
public final class ScenarioParser {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final Set<String> SCENARIO = Set.of("id", "seed", "note", "fact", "tasks", "combinator", "cancelAt",
			"concurrency", "barrier", "queue", "debug", "afterReturn", "tickMs");

	private static final Set<String> TASK = Set.of("name", "delayMs", "outcome", "value", "error", "onCancel",
			"cleanupMs", "blocking", "thread", "then");

	// @formatter:off
	private static final Map<String, Set<String>> COMBINATORS = Map.of(
			"gather", Set.of("type", "tasks", "returnExceptions"),
			"taskgroup", Set.of("type", "tasks", "body"),
			"wait", Set.of("type", "tasks", "returnWhen", "timeoutMs"),
			"asCompleted", Set.of("type", "tasks", "timeoutMs", "onError"),
			"sequential", Set.of("type", "tasks"),
			"waitFor", Set.of("type", "of", "timeoutMs"),
			"timeout", Set.of("type", "of", "timeoutMs"),
			"shield", Set.of("type", "of"),
			"task", Set.of("type", "name"));
	// @formatter:on

	private static final Set<String> RESERVED = Set.of(Scenario.OUTER, Scenario.BODY);

	private static final int LONGEST_NAME = 100;

	private static final int LARGEST_TICK = 60_000;

	private final int mostTasks;

	private final Duration longest;

	private final int mostBytes;

	/**
	 * Creates a parser.
	 * @param mostTasks how many tasks, and how many requests to cancel, are allowed
	 * @param longest how long each time may be
	 * @param mostBytes how many bytes the JSON text may have in UTF-8
	 */
	public ScenarioParser(int mostTasks, Duration longest, int mostBytes) {
		this.mostTasks = mostTasks;
		this.longest = longest;
		this.mostBytes = mostBytes;
	}

	/**
	 * Reads a scenario.
	 * @param json the JSON text
	 * @return the scenario
	 * @throws InvalidScenarioException if the text is no JSON, is too large, or breaks
	 * the grammar
	 */
	public Scenario parse(String json) {
		if (json.getBytes(StandardCharsets.UTF_8).length > this.mostBytes) {
			throw new InvalidScenarioException("", null,
					Sentence.of("allowed.bytes", "at most {0} bytes", this.mostBytes));
		}
		try {
			return parse(JSON.readTree(json));
		}
		catch (JacksonException ex) {
			throw new InvalidScenarioException("", JsonField.shown(json),
					Sentence.of("allowed.json", "JSON; it breaks off or goes wrong in line {0}, column {1}",
							ex.getLocation().getLineNr(), ex.getLocation().getColumnNr()));
		}
	}

	/**
	 * Reads a scenario.
	 * @param json the JSON document
	 * @return the scenario
	 * @throws InvalidScenarioException if the document breaks the grammar
	 */
	public Scenario parse(JsonNode json) {
		JsonField root = new JsonField("", json).object(SCENARIO);
		List<ScenarioTask> tasks = root.get("tasks").list(this.mostTasks, this::task);
		Set<String> names = new HashSet<>();
		for (int i = 0; i < tasks.size(); i++) {
			String name = tasks.get(i).name();
			if (RESERVED.contains(name) || !names.add(name)) {
				throw new InvalidScenarioException("tasks[" + i + "].name", '"' + name + '"',
						Sentence.of("allowed.free-name", "a name that is not taken"));
			}
		}
		Queue queue = queue(root.get("queue"));
		if (queue.order() == Order.PRIORITY) {
			requireNumbers(tasks);
		}
		Combinator combinator = combinator(root.get("combinator"), tasks.stream().map(ScenarioTask::name).toList());
		Combinator leaf = combinator.leaf();
		if (leaf instanceof Combinator.Sequential) {
			names.removeAll(leaf.own());
		}
		names.add(Scenario.OUTER);
		JsonField concurrency = root.get("concurrency");
		return new Scenario(root.get("id").node(), tasks, combinator, cancels(root.get("cancelAt"), names),
				concurrency.isNull() ? null : concurrency.integer(1, Integer.MAX_VALUE),
				barrier(root.get("barrier"), tasks), queue, root.get("debug").flag(false),
				root.get("afterReturn").choice(AfterReturn.OBSERVE),
				root.get("tickMs").isMissing() ? 50 : root.get("tickMs").integer(1, LARGEST_TICK));
	}

	private static void requireNumbers(List<ScenarioTask> tasks) {
		for (int i = 0; i < tasks.size(); i++) {
			JsonNode value = tasks.get(i).value();
			if (tasks.get(i).then() == Then.PUT && !(value.isIntegralNumber() && value.canConvertToLong())) {
				throw new InvalidScenarioException("tasks[" + i + "].value", JsonField.shown(value.toString()), Sentence
					.of("allowed.priority", "a whole number, by which the priority queue orders its items"));
			}
		}
	}

	private int barrier(JsonField json, List<ScenarioTask> tasks) {
		int waiting = (int) tasks.stream().filter((task) -> task.then() == Then.BARRIER).count();
		return json.isNull() ? Math.max(waiting, 1) : json.integer(1, this.mostTasks);
	}

	private Queue queue(JsonField json) {
		if (json.isNull()) {
			return new Queue(Order.FIFO, 0);
		}
		if (json.required(Sentence.of("allowed.queue", "a queue")).isString()) {
			return new Queue(json.choice(Order.FIFO), 0);
		}
		json.object(Set.of("type", "maxsize"));
		JsonField maxsize = json.get("maxsize");
		return new Queue(json.get("type").choice(Order.FIFO),
				maxsize.isMissing() ? 0 : maxsize.integer(0, this.mostTasks));
	}

	private ScenarioTask task(JsonField json) {
		json.object(TASK);
		String name = json.get("name").text();
		if (name.isEmpty() || name.length() > LONGEST_NAME) {
			throw json.get("name").invalid(Sentence.of("allowed.characters", "1 to {0} characters", LONGEST_NAME));
		}
		if (name.chars().anyMatch(ScenarioParser::breaksLines)) {
			throw json.get("name")
				.invalid(Sentence.of("allowed.one-line",
						"characters of one line, without tabs and other control characters"));
		}
		Outcome outcome = json.get("outcome").choice(Outcome.OK);
		OnCancel onCancel = json.get("onCancel").choice(OnCancel.PROPAGATE);
		boolean blocking = json.get("blocking").flag(false);
		boolean thread = json.get("thread").flag(false);
		if (blocking && thread) {
			throw json.get("thread").invalid(Sentence.of("allowed.thread-false", "false where blocking is true"));
		}
		if (thread && onCancel != OnCancel.PROPAGATE) {
			throw json.get("onCancel").invalid(Sentence.of("allowed.propagate", "propagate where thread is true"));
		}
		Then then = json.get("then").choice(Then.NOTHING, Then::id);
		if (thread && then != Then.NOTHING) {
			throw json.get("then").invalid(Sentence.of("allowed.nothing", "nothing where thread is true"));
		}
		JsonNode value = json.get("value").node();
		return new ScenarioTask(name, delay(json.get("delayMs")), outcome,
				(value != null) ? value : NullNode.getInstance(), error(json.get("error")), onCancel,
				delay(json.get("cleanupMs")), blocking, thread, then);
	}

	// A name stands in lines of text, between tabs.
	private static boolean breaksLines(int character) {
		return switch (Character.getType(character)) {
			case Character.CONTROL, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> true;
			default -> false;
		};
	}

	private @Nullable ErrorSpec error(JsonField json) {
		if (json.isNull()) {
			return null;
		}
		if (json.required(Sentence.of("allowed.error", "an error")).isString()) {
			return json.text().isEmpty() ? null : new ErrorSpec(null, json.text());
		}
		json.object(Set.of("type", "message"));
		return new ErrorSpec(json.get("type").textOrNull(), json.get("message").textOrNull());
	}

	private Duration delay(JsonField json) {
		return json.isMissing() ? Duration.ZERO : json.millis(0, this.longest);
	}

	private @Nullable Duration timeout(JsonField json) {
		return json.isNull() ? null : json.millis(-this.longest.toMillis(), this.longest);
	}

	private List<Cancellation> cancels(JsonField json, Set<String> targets) {
		if (json.isMissing()) {
			return List.of();
		}
		if (json.required(Sentence.of("allowed.cancellations", "cancellations")).isObject()) {
			return List.of(cancel(json, targets));
		}
		return json.list(this.mostTasks, (element) -> cancel(element, targets));
	}

	private Cancellation cancel(JsonField json, Set<String> targets) {
		json.object(Set.of("target", "atMs"));
		String target = json.get("target").text();
		if (!targets.contains(target)) {
			throw json.get("target")
				.invalid(Sentence.of("allowed.target", "outer or the name of a task; a call in a sequence is no task"));
		}
		json.get("atMs").millis(0, this.longest);
		return new Cancellation(target, json.get("atMs").required(JsonField.MILLISECONDS));
	}

	private Combinator combinator(JsonField json, List<String> names) {
		boolean bare = json.required(Sentence.of("allowed.combinator", "a combinator")).isString();
		String type = (bare ? json : json.get("type")).text();
		Set<String> fields = COMBINATORS.get(type);
		if (fields == null) {
			throw (bare ? json : json.get("type"))
				.invalid(Sentence.names(COMBINATORS.keySet().stream().sorted().toList()));
		}
		if (!bare) {
			json.object(fields);
		}
		return switch (type) {
			case "gather" -> new Combinator.Gather(tasks(json, names), json.get("returnExceptions").flag(false));
			case "taskgroup" -> new Combinator.TaskGroup(tasks(json, names), body(json.get("body")));
			case "wait" -> new Combinator.Wait(tasks(json, names),
					json.get("returnWhen").choice(ReturnWhen.ALL_COMPLETED, Enum::name),
					timeout(json.get("timeoutMs")));
			case "asCompleted" -> new Combinator.AsCompleted(tasks(json, names), timeout(json.get("timeoutMs")),
					json.get("onError").choice(OnError.COLLECT) == OnError.RAISE);
			case "sequential" -> new Combinator.Sequential(tasks(json, names));
			case "waitFor" -> new Combinator.WaitFor(of(json, names), requiredTimeout(json));
			case "timeout" -> new Combinator.Timeout(of(json, names), requiredTimeout(json));
			case "shield" -> new Combinator.Shield(of(json, names));
			default -> new Combinator.Leaf(taskName(json.get("name"), names));
		};
	}

	private @Nullable Duration requiredTimeout(JsonField json) {
		json.get("timeoutMs").required(Sentence.of("allowed.time-limit", "milliseconds, or null for no limit"));
		return timeout(json.get("timeoutMs"));
	}

	private Combinator of(JsonField json, List<String> names) {
		JsonField of = json.get("of");
		if (!of.isMissing()) {
			return combinator(of, names);
		}
		if (names.size() != 1) {
			throw of.invalid(Sentence.of("allowed.of", "a combinator, since there is not exactly one task"));
		}
		return new Combinator.Leaf(names.getFirst());
	}

	private List<String> tasks(JsonField json, List<String> names) {
		JsonField tasks = json.get("tasks");
		return tasks.isMissing() ? names : tasks.list(this.mostTasks, (name) -> taskName(name, names));
	}

	private static String taskName(JsonField json, List<String> names) {
		String name = json.text();
		if (!names.contains(name)) {
			throw json.invalid(Sentence.of("allowed.task", "the name of a task"));
		}
		return name;
	}

	private @Nullable ScenarioTask body(JsonField json) {
		if (json.isNull()) {
			return null;
		}
		json.object(Set.of("delayMs", "outcome", "error"));
		if (json.required(Sentence.of("allowed.body", "a body")).isEmpty()) {
			return null;
		}
		return new ScenarioTask(Scenario.BODY, delay(json.get("delayMs")), json.get("outcome").choice(Outcome.OK),
				NullNode.getInstance(), error(json.get("error")), OnCancel.PROPAGATE, Duration.ZERO, false, false,
				Then.NOTHING);
	}

	private enum OnError {

		COLLECT, RAISE

	}

}
