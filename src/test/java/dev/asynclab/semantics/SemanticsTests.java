package dev.asynclab.semantics;

import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.asynclab.DocumentSection;
import dev.asynclab.LabTest;
import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.job.Style;
import dev.asynclab.semantics.probe.ClusterCalls;
import dev.asynclab.semantics.probe.Facts;
import dev.asynclab.semantics.probe.Measurement;
import dev.asynclab.semantics.probe.Measurement.Verdict;
import dev.asynclab.semantics.probe.Statement;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The table of {@code GET /api/semantics} is measured, is asyncio's own in its column,
 * and is what src/docs/semantics.md prints.
 */
@LabTest
class SemanticsTests {

	private static final ClusterCalls CLUSTER = new ClusterCalls();

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	@Autowired
	private SemanticsProbes probes;

	@AfterAll
	static void endCluster() {
		CLUSTER.close();
	}

	static Stream<Statement> statements() {
		return Facts.statements().stream();
	}

	static Stream<Statement> statementsWithScenario() {
		return statements().filter((statement) -> !statement.scenario().isEmpty());
	}

	/**
	 * With {@code -Dsemantics.write=true} it writes the table there.
	 */
	@Test
	void thePagePrintsWhatTheProbesMeasure() throws IOException {
		String measured = get("/api/semantics?format=text", HttpStatus.OK, MediaType.TEXT_PLAIN);
		new DocumentSection("semantics.md", "semantics").hasOrIsGiven("```\n" + measured + "```\n", "semantics.write");
	}

	@ParameterizedTest
	@MethodSource("statements")
	void everyFactHoldsInAsyncio(Statement statement) throws InterruptedException {
		assertThat(Facts.measureIdiom(statement, Style.ASYNCIO, CLUSTER)).extracting(Measurement::answer)
			.isEqualTo(Verdict.YES);
		assertThat(Facts.measureLesson(statement, Style.ASYNCIO, CLUSTER)).extracting(Measurement::answer)
			.isEqualTo(Verdict.YES);
	}

	@ParameterizedTest
	@MethodSource("statementsWithScenario")
	void everyScenarioRuns(Statement statement) {
		JsonNode row = row(statement.id());
		String outcome = Objects.requireNonNull(this.client.post()
			.uri("/api/scenarios?clock=virtual")
			.contentType(MediaType.APPLICATION_JSON)
			.body(row.at("/scenario").toString())
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
		assertThat(this.json.readTree(outcome).at("/result/status").asString()).isIn("returned", "raised", "cancelled");
	}

	@Test
	void aScenarioIsMissingOnlyWhereTheGrammarHasNoWord() {
		assertThat(statements().filter((statement) -> statement.scenario().isEmpty()).map(Statement::id))
			.containsExactly("error-is-not-wrapped", "context-carried-over", "work-done-once", "awaiter-is-answered");
	}

	@Test
	void aRowNamesItsFactAndWhatWasMeasured() {
		JsonNode row = row("first-error-at-once");
		assertThat(row.propertyNames()).containsExactly("id", "statement", "facts", "asyncio", "unwanted", "matters",
				"scenario", "cells");
		assertThat(row.at("/facts").toString()).isEqualTo("[25]");
		assertThat(row.at("/asyncio").asString()).isEqualTo("yes");
		assertThat(row.at("/cells")).extracting((cell) -> cell.at("/style").asString())
			.containsExactlyElementsOf(Arrays.stream(Style.values()).map(Style::id).toList());
		assertThat(row.at("/cells/0/idiom").toString()).isEqualTo(
				"{\"form\":\"CompletableFuture.allOf\",\"answer\":\"no\",\"seenSentence\":{\"code\":\"seen.waits-for-a\",\"args\":[]},\"seen\":\"B fails: waits for A\"}");
		assertThat(row.at("/cells/0/lesson").toString()).isEqualTo(
				"{\"form\":\"AsyncPoolGather\",\"answer\":\"yes\",\"seenSentence\":{\"code\":\"seen.raised-while-a-runs\",\"args\":[]},\"seen\":\"B fails: raised while A runs\"}");
	}

	@Test
	void aStyleIsDrawnIdiomAboveLesson() {
		JsonNode cell = this.json
			.readTree(get("/api/semantics?fact=first-error-at-once&style=async-pool", HttpStatus.OK,
					MediaType.APPLICATION_JSON))
			.at("/rows/0/cells/0");
		JsonNode idiom = cell.at("/idiom/timeline");
		JsonNode lesson = cell.at("/lesson/timeline");
		assertThat(idiom.at("/name").asString()).isEqualTo("CompletableFuture.allOf");
		assertThat(lesson.at("/name").asString()).isEqualTo("AsyncPoolGather");
		for (JsonNode timeline : List.of(idiom, lesson)) {
			assertThat(timeline.at("/tasks")).extracting((task) -> task.at("/name").asString())
				.containsExactly("A", "B");
			assertThat(timeline.at("/tasks/1/state").asString()).isEqualTo("failed");
			assertThat(timeline.at("/result/status").asString()).isEqualTo("raised");
		}
		assertThat(idiom.at("/result/atMs").asDouble()).isGreaterThanOrEqualTo(idiom.at("/tasks/0/endMs").asDouble());
		assertThat(lesson.at("/result/atMs").asDouble()).isLessThan(lesson.at("/tasks/0/endMs").asDouble());
		assertThat(get("/api/semantics?fact=first-error-at-once&style=async-pool&format=text", HttpStatus.OK,
				MediaType.TEXT_PLAIN))
			.containsPattern("(?s)CompletableFuture.allOf\nA .*\nB .*AsyncPoolGather\nA .*\nB .*uses a thread:");
	}

	@ParameterizedTest
	@MethodSource("statements")
	void whatIsDrawnIsWhatIsMeasured(Statement statement) throws InterruptedException {
		List<Style> styles = List.of(Style.values());
		Style style = styles.get(Math.floorMod(statement.id().hashCode(), styles.size()));
		Measurement measured = Facts.measureIdiom(statement, style, CLUSTER);
		Measurement drawn = Facts.drawIdiom(statement, style, CLUSTER);
		assertThat(drawn).usingRecursiveComparison().ignoringFields("timeline").isEqualTo(measured);
		assertThat(measured.timeline()).isNull();
		if (measured.answer() != Verdict.NONE) {
			assertThat(Objects.requireNonNull(drawn.timeline()).tasks()).isNotEmpty();
		}
	}

	@Test
	void aBlockedLoopIsNoGoodProperty() {
		assertThat(statements().filter(Statement::unwanted).map(Statement::id))
			.containsExactly("blocking-delays-others");
		assertThat(row("blocking-delays-others").at("/unwanted").asBoolean()).isTrue();
	}

	@Test
	void aStyleNeedsAFact() {
		assertThat(problem("/api/semantics?style=asyncio", HttpStatus.BAD_REQUEST).at("/parameter").asString())
			.isEqualTo("style");
	}

	/**
	 * The page finds it in the same way.
	 */
	@ParameterizedTest
	@MethodSource("statements")
	void theSourceOfAFactIsFoundByItsId(Statement statement) {
		String name = statement.id().replace('-', '_').toUpperCase(Locale.ROOT);
		Matcher catalogue = Pattern.compile("(\\w+)\\." + name + "\\b").matcher(source("Facts"));
		assertThat(catalogue.find()).isTrue();
		assertThat(source(catalogue.group(1)).split("\n\n")).filteredOn((it) -> it.contains("Fact " + name + " ="))
			.singleElement()
			.asString()
			.contains('"' + statement.id() + '"', "Forms.", "return ")
			.endsWith("});");
	}

	@Test
	void theTextFitsATerminal() {
		assertThat(get("/api/semantics?fact=errors-as-values&format=text", HttpStatus.OK, MediaType.TEXT_PLAIN).lines())
			.contains("Errors can be returned as values       ✓ ✓     ✗ ✓     ✓ ✓     ✓ ✓     ✗ ✓")
			.allSatisfy((line) -> assertThat(line.length()).isLessThanOrEqualTo(80));
	}

	@Test
	void thereAreAtLeastTwentyFacts() {
		assertThat(Facts.statements()).hasSizeGreaterThanOrEqualTo(20)
			.extracting(Statement::id)
			.doesNotHaveDuplicates();
		assertThat(Facts.statements()).allSatisfy((statement) -> {
			assertThat(statement.text().length()).isLessThanOrEqualTo(38);
			assertThat(statement.facts()).isNotEmpty().allMatch((fact) -> fact >= 1 && fact <= 75);
		});
	}

	@Test
	void anUnknownFactIsRefused() {
		JsonNode problem = problem("/api/semantics?fact=magic", HttpStatus.BAD_REQUEST);
		assertThat(problem.at("/parameter").asString()).isEqualTo("fact");
		assertThat(problem.at("/value").asString()).isEqualTo("magic");
		assertThat(problem.at("/allowed").asString()).contains("first-error-at-once", "run-cancels-the-rest");
		assertThat(problem("/api/semantics?facts=all", HttpStatus.BAD_REQUEST).at("/parameter").asString())
			.isEqualTo("facts");
	}

	@Test
	void tooManyWhoWaitAreRefused() {
		List<Permit> places = Stream.generate(this.probes.gate::take).limit(4).toList();
		try {
			assertThat(problem("/api/semantics", HttpStatus.TOO_MANY_REQUESTS).at("/detail").asString())
				.contains("one at a time");
		}
		finally {
			places.forEach(Permit::close);
		}
		assertThat(row("shielded-work-runs-on").at("/cells").size()).isEqualTo(Style.values().length);
	}

	@Test
	void noThreadIsLeftBehind() {
		row("first-error-at-once");
		row("blocking-delays-others");
		Awaitility.await()
			.atMost(Duration.ofSeconds(60))
			.untilAsserted(() -> assertThat(Thread.getAllStackTraces().keySet()).extracting(Thread::getName)
				.noneMatch((name) -> name.startsWith("probe-")));
	}

	private JsonNode row(String id) {
		JsonNode table = this.json
			.readTree(get("/api/semantics?fact=" + id, HttpStatus.OK, MediaType.APPLICATION_JSON));
		assertThat(table.at("/rows")).hasSize(1);
		assertThat(table.at("/rows/0/id").asString()).isEqualTo(id);
		return table.at("/rows/0");
	}

	private String source(String className) {
		return get("/sources/semantics/probe/" + className + ".java", HttpStatus.OK, MediaType.TEXT_PLAIN);
	}

	private JsonNode problem(String path, HttpStatus status) {
		return this.json.readTree(get(path, status, MediaType.APPLICATION_PROBLEM_JSON));
	}

	private String get(String path, HttpStatus status, MediaType type) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectHeader()
			.contentTypeCompatibleWith(type)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
