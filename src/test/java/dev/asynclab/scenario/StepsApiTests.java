package dev.asynclab.scenario;

import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Steps over HTTP.
 */
@LabTest
class StepsApiTests {

	private static final JsonMapper JSON = JsonMapper.shared();

	private static final String OVERLAP = """
			{"tasks": [{"name": "A", "delayMs": 200, "value": "a"}, {"name": "B", "delayMs": 100, "value": "b"}],
			"combinator": "gather"}""";

	@Autowired
	private RestTestClient client;

	@Test
	void showWhyTwoSleepsOverlapOnOneThread() {
		JsonNode answer = json("/api/scenarios/steps", OVERLAP, 200);
		List<String> does = answer.get("steps")
			.valueStream()
			.filter((step) -> !step.get("kind").asString().equals("run"))
			.map((step) -> step.get("atMs").asInt() + " " + step.get("does").asString())
			.toList();
		assertThat(does).containsExactly("0 outer creates A, B; outer waits for A, B in gather", "0 A sleeps 200 ms",
				"0 B sleeps 100 ms", "0 Nothing is ready: the loop waits 100 ms for timer B",
				"100 B has slept long enough; B is ready", "100 B returns \"b\" to gather",
				"100 gather sees that B has ended, and still waits for A",
				"100 Nothing is ready: the loop waits 100 ms for timer A", "200 A has slept long enough; A is ready",
				"200 A returns \"a\" to gather", "200 gather sees that A has ended; outer is ready",
				"200 outer returns [\"a\", \"b\"] to main");
	}

	@Test
	void tellTheStateAfterEachTurn() {
		JsonNode step = step(json("/api/scenarios/steps", OVERLAP, 200), "B");
		assertThat(step.toString()).contains(
				"\"atMs\":0.0,\"tookMs\":0.0,\"iteration\":3,\"turn\":\"B\",\"kind\":\"task\"",
				"\"line\":{\"task\":\"B\",\"statement\":\"work\"}", "\"ready\":[]",
				"\"timers\":[{\"task\":\"B\",\"dueMs\":100.0,\"entry\":\"timer B\"},{\"task\":\"A\",\"dueMs\":200.0,\"entry\":\"timer A\"}]",
				"{\"task\":\"outer\",\"for\":\"gather\",\"of\":[\"A\",\"B\"]}",
				"{\"task\":\"B\",\"for\":\"sleep\",\"of\":[]}",
				"{\"event\":\"timerSet\",\"task\":\"B\",\"dueMs\":100.0,\"entry\":\"timer B\"}",
				"\"doesSentence\":{\"code\":\"step.sleeps\",\"args\":[\"B\",100]}");
	}

	@Test
	void haveTheOutcomeOfTheScenario() {
		JsonNode answer = json("/api/scenarios/steps", OVERLAP, 200);
		assertThat(answer.get("outcome")).isEqualTo(json("/api/scenarios?clock=virtual", OVERLAP, 200));
		assertThat(answer.has("cut")).isFalse();
	}

	@Test
	void tellThatATaskKeepsTheLoopWhileAnotherIsReady() {
		JsonNode answer = json("/api/scenarios/steps", """
				{"tasks": [{"name": "A", "delayMs": 500}, {"name": "B", "delayMs": 1500, "blocking": true}],
				"combinator": "gather"}""", 200);
		JsonNode blocking = step(answer, "B");
		assertThat(blocking.get("does").asString()).startsWith("B keeps the loop for 1500 ms; B returns");
		assertThat(blocking.get("tookMs").asInt()).isEqualTo(1500);
		assertThat(blocking.at("/timers/0/dueMs").asInt()).as("A's timer is due, and nobody looks").isEqualTo(500);
		assertThat(step(answer, "timer A").get("atMs").asInt()).isEqualTo(1500);
	}

	@Test
	void arePrintedForATerminal() {
		String text = text("&all=true", OVERLAP);
		assertThat(text).contains("""
				   5        0 ms  [B] B sleeps 100 ms
				                 timers   timer B at 100 ms, timer A at 200 ms
				                 waiting  main (wait: outer), outer (gather: A B), A (sleep), B
				                          (sleep)

				   6        0 ms  Nothing is ready: the loop waits 100 ms for timer B
				                 ready    timer B
				                 timers   timer A at 200 ms
				""");
		assertThat(text).containsOnlyOnce("asyncio.run closes the loop (steps 20 to 23)");
		assertThat(text.lines()).allSatisfy((line) -> assertThat(line).hasSizeLessThanOrEqualTo(80));
	}

	@Test
	void areTheScenariosOwnUnlessAllAreWanted() {
		String text = text("", OVERLAP);
		assertThat(text).startsWith("""
				   1        0 ms  [outer] outer creates A, B; outer waits for A, B in gather
				                 ready    A, B
				                 waiting  outer (gather: A B)

				   2        0 ms  [A] A sleeps 200 ms
				""")
			.contains("  12      200 ms  [outer] outer returns [\"a\", \"b\"] to main\n\n11 steps of asyncio.run")
			.doesNotContain("main (", "→ log", "[asyncio.run]");
		int own = (int) json("/api/scenarios/steps?all=false", OVERLAP, 200).get("steps")
			.valueStream()
			.filter((step) -> step.get("kind").asString().equals("run"))
			.count();
		assertThat(text).contains("\n" + own + " steps of asyncio.run itself are left out; all=true shows them.\n");
	}

	@Test
	void tellHowLongAThreadWorksAsideFromTheTimers() {
		assertThat(text("", """
				{"tasks": [{"name": "A", "delayMs": 200}, {"name": "B", "delayMs": 100, "thread": true}],
				"combinator": "gather"}""")).contains("""
				                 timers   timer A at 200 ms
				                 threads  B until 100 ms
				""");
	}

	@Test
	void saysValuesAsPythonDoes() {
		assertThat(text("", """
				{"tasks": [{"name": "A", "value": [null, true, "a"]}], "combinator": "gather"}"""))
			.contains("A returns [None, True, \"a\"]");
	}

	@Test
	void theTextCountsWhatIsFarFromItsTurn() {
		String text = text("", scenario(50, ""));
		assertThat(text).contains("and 42 more");
		assertThat(text.split("\n\n")).allSatisfy((step) -> assertThat(step.lines()).hasSizeLessThan(16));
		assertThat(text.lines()).allMatch((line) -> line.length() <= 80);
	}

	private String text(String query, String scenario) {
		return Objects.requireNonNull(this.client.post()
			.uri("/api/scenarios/steps?format=text" + query)
			.contentType(MediaType.APPLICATION_JSON)
			.body(scenario)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	@ParameterizedTest
	@CsvSource(delimiter = ';', textBlock = """
			{"tasks":[{"name":"A"},{"name":"B","delay":1}],"combinator":"gather"};tasks[1].delay
			{"tasks":[{"name":"A"}],"combinator":"collect"};combinator
			nonsense;body
			""")
	void nameThePathOfWhatIsWrong(String scenario, String path) {
		assertThat(json("/api/scenarios/steps", scenario, 400).get("parameter").asString()).isEqualTo(path);
		assertThat(json("/api/scenarios", scenario, 400).get("detail"))
			.isEqualTo(json("/api/scenarios/steps", scenario, 400).get("detail"));
	}

	@ParameterizedTest
	@ValueSource(strings = { "main", "asyncio.run" })
	void refuseTheNamesThatTheyGiveThemselves(String name) {
		String scenario = "{\"tasks\":[{\"name\":\"A\"},{\"name\":\"" + name + "\"}],\"combinator\":\"gather\"}";
		assertThat(json("/api/scenarios/steps", scenario, 400).get("parameter").asString()).isEqualTo("tasks[1].name");
		assertThat(json("/api/scenarios?clock=virtual", scenario, 200).at("/tasks").has(name)).isTrue();
	}

	@Test
	void areCutWhereThereAreTooMany() {
		JsonNode answer = json("/api/scenarios/steps",
				scenario(50,
						IntStream.range(0, 50)
							.mapToObj((i) -> "{\"target\": \"t" + i + "\", \"atMs\": " + (1 + i) + "}")
							.collect(Collectors.joining(", ", ", \"cancelAt\": [", "]"))),
				200);
		assertThat(answer.get("steps")).hasSize(400);
		int left = answer.get("left").asInt();
		assertThat(left).isPositive();
		assertThat(answer.get("cut").asString())
			.isEqualTo("The scenario took " + (400 + left) + " steps. The first 400 are told.");
		assertThat(answer.at("/outcome/result/status").asString()).isEqualTo("returned");
	}

	@Test
	void areRefusedForTooManyTasks() {
		JsonNode problem = json("/api/scenarios/steps", scenario(51, ""), 400);
		assertThat(problem.get("parameter").asString()).isEqualTo("tasks");
		assertThat(problem.get("detail").asString()).contains("50");
	}

	@Test
	void takeNoStyleAndNoClock() {
		assertThat(json("/api/scenarios/steps?clock=real", OVERLAP, 400).get("parameter").asString())
			.isEqualTo("clock");
	}

	private static String scenario(int tasks, String more) {
		return IntStream.range(0, tasks)
			.mapToObj((i) -> "{\"name\": \"t" + i + "\", \"delayMs\": " + (100 + 10 * i)
					+ ", \"onCancel\": \"suppress\"}")
			.collect(Collectors.joining(", ", "{\"tasks\": [", "], \"combinator\": \"gather\"" + more + "}"));
	}

	private static JsonNode step(JsonNode answer, String turn) {
		return answer.get("steps")
			.valueStream()
			.filter((step) -> step.path("turn").asString("").equals(turn))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode json(String uri, String body, int status) {
		return JSON.readTree(this.client.post()
			.uri(uri)
			.contentType(MediaType.APPLICATION_JSON)
			.body(body)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
