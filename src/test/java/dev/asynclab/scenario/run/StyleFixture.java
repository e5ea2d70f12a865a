package dev.asynclab.scenario.run;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;

import dev.asynclab.job.AsyncPool;
import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioParser;
import dev.asynclab.scenario.outcome.ScenarioOutcome;
import reactor.core.scheduler.Scheduler;
import reactor.core.scheduler.Schedulers;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.EnableAsync;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;

/**
 * Runs many scenarios at once in Spring's styles: as the service does, but with an
 * {@code @Async} pool that has room for all of them.
 */
public final class StyleFixture implements AutoCloseable {

	static final ScenarioParser PARSER = new ScenarioParser(200, Duration.ofMinutes(1), 262_144);

	static final List<Style> STYLES = List.of(Style.ASYNC_POOL, Style.WEBCLIENT, Style.VIRTUAL_THREAD);

	private static final int POOL_THREADS = 1000;

	/**
	 * Ticks four times as long, so that a busy machine rounds to the same ones.
	 */
	static final int STRETCH = 4;

	private static final Set<String> TIMES = Set.of("delayMs", "cleanupMs", "timeoutMs", "atMs", "tickMs", "startMs",
			"endMs");

	private final AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext(LargePool.class,
			AsyncPool.class);

	private final Scheduler workers = Schedulers.newBoundedElastic(64, 10_000, "test-worker", 60, true);

	private final Map<Style, ScenarioRunner> runners;

	/**
	 * More at once would disturb one another's timing.
	 */
	private final Semaphore places = new Semaphore(120);

	StyleFixture() {
		AsyncPool pool = this.context.getBean(AsyncPool.class);
		this.runners = Map.of(Style.ASYNC_POOL, AsyncPoolScenario.runner((code, _) -> pool.submit(code), POOL_THREADS),
				Style.WEBCLIENT, WebClientScenario.runner(this.workers), Style.VIRTUAL_THREAD,
				VirtualThreadScenario.runner());
	}

	ObjectNode run(Scenario scenario, Style style) {
		return new ScenarioOutcome(runner(style).run(scenario, Clock.REAL)).toJson(style);
	}

	/**
	 * The outcome of a scenario on the virtual clock.
	 */
	static ObjectNode outcome(Scenario scenario) {
		return new ScenarioOutcome(new AsyncioRunner(null).run(scenario, Clock.VIRTUAL)).toJson(Style.ASYNCIO);
	}

	/**
	 * The outcome of a scenario in one of Spring's styles.
	 */
	public static ObjectNode outcomeIn(Style style, String scenario) {
		try (StyleFixture styles = new StyleFixture()) {
			return styles.run(PARSER.parse(scenario), style);
		}
	}

	boolean supports(Scenario scenario, Style style) {
		return runner(style).unsupported(scenario, Clock.REAL).isEmpty();
	}

	private ScenarioRunner runner(Style style) {
		return Objects.requireNonNull(this.runners.get(style));
	}

	/**
	 * Runs a line of the golden file, and compares the outcome with CPython's.
	 * @param line the line, stretched
	 */
	Difference.Case compare(JsonNode line, Style style) throws InterruptedException {
		this.places.acquire();
		try {
			JsonNode actual = run(parse(line.get("scenario")), style);
			JsonNode expected = line.get("outcome");
			return new Difference.Case(line.get("scenario"), expected, actual, OutcomeDiff.of(expected, actual));
		}
		finally {
			this.places.release();
		}
	}

	/**
	 * Runs a scenario in each style, so that the first that counts does not wait for
	 * classes.
	 */
	void warmUp() {
		for (String combinator : List.of("gather", "taskgroup", "wait", "asCompleted", "sequential")) {
			Scenario scenario = PARSER
				.parse("""
						{"tasks": [{"name": "A", "thread": true}, {"name": "B", "delayMs": 50}], "concurrency": 2, "combinator":
						{"type": "waitFor", "timeoutMs": 20, "of": {"type": "timeout", "timeoutMs": 100, "of": {"type": "shield",
						"of": {"type": "%s"}}}}, "cancelAt": {"target": "outer", "atMs": 10}}"""
					.formatted(combinator));
			STYLES.forEach((style) -> run(scenario, style));
		}
	}

	@Override
	public void close() {
		this.workers.dispose();
		this.context.close();
	}

	public static Scenario parse(JsonNode json) {
		return PARSER.parse(json);
	}

	public static List<JsonNode> golden() {
		return read("golden.jsonl");
	}

	/**
	 * The scenarios of a file, each with its outcome in CPython.
	 */
	public static List<JsonNode> read(String file) {
		try (InputStream stream = StyleFixture.class.getResourceAsStream("/asyncio/" + file)) {
			String text = new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
			return Stream.of(text.split("\n", -1))
				.filter((line) -> !line.isBlank())
				.map(JsonMapper.shared()::readTree)
				.toList();
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	/**
	 * An outcome without its times and the order of its events, which do not depend on
	 * how busy the machine is.
	 */
	static JsonNode structure(JsonNode outcome) {
		ObjectNode copy = (ObjectNode) outcome.deepCopy();
		ArrayNode events = copy.putArray("events");
		outcome.get("log")
			.valueStream()
			.map((entry) -> entry.get("task").asString() + ":" + entry.get("event").asString())
			.sorted()
			.forEach(events::add);
		copy.remove(List.of("log", "rawOrder", "python"));
		((ObjectNode) copy.get("result")).remove("atMs");
		copy.get("tasks").forEach((task) -> ((ObjectNode) task).remove(List.of("startMs", "endMs")));
		return copy;
	}

	/**
	 * All times of a scenario or an outcome, as many times as long.
	 */
	static JsonNode stretched(JsonNode node) {
		return stretched(node, STRETCH);
	}

	/**
	 * All times so many times as long.
	 */
	public static JsonNode stretched(JsonNode node, int times) {
		return stretched(node, times, 1);
	}

	static JsonNode stretched(JsonNode node, int times, int by) {
		if (node instanceof ObjectNode object) {
			ObjectNode copy = JsonMapper.shared().createObjectNode();
			object.properties()
				.forEach((field) -> copy.set(field.getKey(),
						(TIMES.contains(field.getKey()) && field.getValue().isNumber())
								? copy.numberNode(field.getValue().intValue() * times / by)
								: stretched(field.getValue(), times, by)));
			return copy;
		}
		if (node instanceof ArrayNode array) {
			ArrayNode copy = JsonMapper.shared().createArrayNode();
			array.forEach((item) -> copy.add(stretched(item, times, by)));
			return copy;
		}
		return node;
	}

	@EnableAsync
	static class LargePool {

		@Bean(AsyncPool.NAME)
		ThreadPoolTaskExecutor pool() {
			ThreadPoolTaskExecutor executor = new ThreadPoolTaskExecutor();
			executor.setCorePoolSize(POOL_THREADS);
			executor.setThreadNamePrefix("async-");
			return executor;
		}

	}

}
