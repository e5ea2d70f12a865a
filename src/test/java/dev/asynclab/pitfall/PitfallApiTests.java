package dev.asynclab.pitfall;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * Pitfalls over HTTP.
 */
@LabTest
class PitfallApiTests {

	private static final int CLIENTS = 8;

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final JsonMapper json = new JsonMapper();

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	@Autowired
	private List<Pitfall<?>> pitfalls;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@Test
	void eachPackageHasOneThatIsTestedAndHasItsOwnId() throws IOException {
		assertThat(this.pitfalls).hasSameSizeAs(packages()).allSatisfy((pitfall) -> {
			Class<?> tests = Class.forName(pitfall.getClass().getName() + "Tests");
			assertThat(tests).isAssignableTo(PitfallContract.class);
		});
		assertThat(this.pitfalls).extracting((pitfall) -> pitfall.facts().id()).doesNotHaveDuplicates();
	}

	private static List<Path> packages() throws IOException {
		try (Stream<Path> children = Files.list(Path.of("src/main/java/dev/asynclab/pitfall"))) {
			return children.filter(Files::isDirectory).toList();
		}
	}

	@Test
	void theListHasWhatIsKnownOfEach() throws Exception {
		JsonNode list = this.json.readTree(get("/api/pitfalls").body());
		assertThat(ids(list)).containsExactlyElementsOf(ids());
		assertThat(list.valueStream()).allSatisfy((pitfall) -> {
			assertThat(pitfall.propertyNames()).containsExactly("id", "title", "springSide", "asyncioSide", "severity",
					"rule", "sources", "symptoms", "inYourService");
			assertThat(pitfall.valueStream().filter(JsonNode::isString)).allMatch((text) -> !text.asString().isBlank());
			assertThat(pitfall.at("/severity").asString()).isIn("outage", "loss", "delay");
			assertThat(pitfall.at("/sources").valueStream()).isNotEmpty()
				.allMatch((source) -> source.at("/url").asString().startsWith("https://"));
		});
		assertThat(get("/api/pitfalls?format=text").body().lines().filter((line) -> !line.startsWith(" ")))
			.hasSameSizeAs(ids())
			.allMatch((line) -> line.length() <= 80);
	}

	@ParameterizedTest
	@CsvFileSource(resources = "/symptoms.csv", delimiter = '|')
	void isFoundByWhatPeopleWrite(String sentence, String id) throws Exception {
		JsonNode found = this.json.readTree(get("/api/pitfalls?symptom=" + encoded(sentence)).body());
		assertThat(ids(found)).hasSizeLessThanOrEqualTo(8);
		assertThat(ids(found).stream().limit(3)).as("found: " + ids(found)).contains(id);
	}

	@Test
	void aSymptomGivesAShortListWithTheCommandOfEach() throws Exception {
		List<String> found = ids(this.json.readTree(get("/api/pitfalls?symptom=hang").body()));
		assertThat(found).hasSizeBetween(3, 8);
		assertThat(
				get("/api/pitfalls?symptom=hang&format=text").body().lines().filter((line) -> line.startsWith("curl")))
			.containsExactlyElementsOf(found.stream()
				.map((id) -> "curl 'localhost:" + this.port + "/api/pitfalls/" + id + "?format=text'")
				.toList());
		assertThat(get("/api/pitfalls?symptom=xyzzy").body()).isEqualTo("[]");
		assertThat(get("/api/pitfalls?symptom=xyzzy&format=text").body()).startsWith("No pitfall");
		assertThat(get("/api/pitfalls?symptom=" + "x".repeat(401)).statusCode()).isEqualTo(400);
	}

	private static String encoded(String text) {
		return URLEncoder.encode(text, StandardCharsets.UTF_8);
	}

	@Test
	void theDocumentsListThemAll() throws IOException {
		List<String> listed = Pattern.compile("(?m)^- `([a-z0-9-]+)`: (.+)$")
			.matcher(Files.readString(Path.of("src/docs/pitfalls.md")))
			.results()
			.map((line) -> line.group(1) + ": " + line.group(2))
			.toList();
		assertThat(listed).containsExactlyElementsOf(
				this.pitfalls.stream().map(Pitfall::facts).map((facts) -> facts.id() + ": " + facts.title()).toList());
	}

	@Test
	void eachAnswersWithBothRunsAndTheFilesThatRan() throws Exception {
		for (String id : ids()) {
			JsonNode report = this.json.readTree(getWhenThereIsRoom("/api/pitfalls/" + id).body());
			assertThat(report.propertyNames()).containsExactly("id", "title", "springSide", "asyncioSide", "severity",
					"broken", "fixed", "timelines", "findings", "rule", "sources", "inYourService", "brokenSource",
					"fixedSource", "archRule", "next");
			assertThat(report.at("/broken").propertyNames()).as(id)
				.isNotEmpty()
				.containsExactlyElementsOf(report.at("/fixed").propertyNames());
			assertThat(report.at("/broken")).as(id).isNotEqualTo(report.at("/fixed"));
			for (String source : List.of("/brokenSource", "/fixedSource")) {
				Path file = Path.of("src/main/java", report.at(source + "/file").asString());
				assertThat(report.at(source + "/text").asString()).isEqualTo(Files.readString(file));
			}
		}
	}

	@Test
	void eachIsDrawnWhoseTimesTellOfIt() throws Exception {
		List<String> withoutTimes = new ArrayList<>();
		for (String id : ids()) {
			JsonNode timelines = this.json.readTree(getWhenThereIsRoom("/api/pitfalls/" + id).body()).at("/timelines");
			if (timelines.isEmpty()) {
				withoutTimes.add(id);
			}
			else {
				assertThat(timelines).as(id)
					.extracting((track) -> track.at("/name").asString())
					.containsExactly("broken", "fixed");
				assertThat(timelines).as(id).allSatisfy((track) -> assertThat(track.at("/tasks")).isNotEmpty());
			}
		}
		assertThat(withoutTimes).containsExactly("never-started", "lost-exception", "lost-context", "inherited-user",
				"codec-limit", "stale-pinning-advice");
	}

	@Test
	void workThatRunsOnIsAfterTheMark() throws Exception {
		for (String id : List.of("future-cancel", "timeout-leaves-work", "swallowed-interrupt")) {
			JsonNode broken = this.json.readTree(getWhenThereIsRoom("/api/pitfalls/" + id).body()).at("/timelines/0");
			assertThat(broken.at("/tasks/0/state").asString()).as(id).isEqualTo("done");
			assertThat(broken.at("/tasks/0/endMs").asDouble()).as(id)
				.isGreaterThan(broken.at("/result/atMs").asDouble());
		}
		assertThat(getWhenThereIsRoom("/api/pitfalls/future-cancel?format=text").body())
			.containsPattern("(?s)\nbroken\nexport .*▲ cancelled after .*\nfixed\nexport .*⊘ .*cancelled");
	}

	@Test
	void leadsToTheServiceThatShowsIt() throws Exception {
		for (String id : List.of("no-response-timeout", "timeout-leaves-work")) {
			assertThat(this.json.readTree(getWhenThereIsRoom("/api/pitfalls/" + id).body()).at("/next").asString())
				.startsWith("curl 'localhost:")
				.contains("/api/retry-storm?");
			assertThat(getWhenThereIsRoom("/api/pitfalls/" + id + "?format=text").body())
				.containsPattern("\nnext:\ncurl '.*/api/retry-storm");
		}
	}

	@Test
	void aPageForATerminal() throws Exception {
		String text = getWhenThereIsRoom("/api/pitfalls/future-cancel?format=text").body();
		assertThat(text).contains("future-cancel: CompletableFuture.cancel interrupts no thread (loss)")
			.containsPattern("workInterrupted +false +true")
			.contains("class BrokenFutureCancel", "class FixedFutureCancel", "\nRule ");
	}

	@Test
	void whatThereIsNotAndWhatIsUnknown() throws Exception {
		assertThat(get("/api/pitfalls/none").statusCode()).isEqualTo(404);
		assertThat(get("/api/pitfalls/none").body()).contains("/api/pitfalls");
		assertThat(get("/api/pitfalls/future-cancel?style=asyncio").statusCode()).isEqualTo(400);
		assertThat(get("/api/pitfalls/future-cancel?format=svg").statusCode()).isEqualTo(400);
	}

	@Test
	void manyClientsAtOnceGetAnAnswerOrA429AndNothingIsLeft() throws Exception {
		double requests = upstreamRequests();
		List<String> all = new ArrayList<>();
		for (int i = 0; i < CLIENTS; i++) {
			all.addAll(ids());
		}
		Collections.shuffle(all, new Random(7));
		List<CompletableFuture<HttpResponse<String>>> answers = all.stream()
			.map((id) -> this.client.sendAsync(request("/api/pitfalls/" + id), HttpResponse.BodyHandlers.ofString()))
			.toList();
		for (CompletableFuture<HttpResponse<String>> answer : answers) {
			HttpResponse<String> response = answer.get(CEILING.toSeconds(), TimeUnit.SECONDS);
			assertThat(response.statusCode()).as(response.body()).isIn(200, 429);
			if (response.statusCode() == 429) {
				assertThat(response.headers().firstValue("Retry-After")).hasValue("1");
				assertThat(response.headers().firstValue("Content-Type")).hasValue("application/problem+json");
			}
		}
		assertThat(answers).extracting((answer) -> answer.getNow(null).statusCode()).contains(200);
		await().atMost(CEILING).untilAsserted(() -> assertThat(threads()).isEmpty());
		assertThat(upstreamRequests()).isEqualTo(requests);
	}

	// The database's pool lives as long as the service, and each service of the tests has
	// one.
	private List<String> threads() {
		return Thread.getAllStackTraces()
			.keySet()
			.stream()
			.map(Thread::getName)
			.filter((name) -> name.startsWith("pitfall") && !name.startsWith("pitfall-db:"))
			.toList();
	}

	private double upstreamRequests() {
		return this.meters.find("asynclab.upstream.requests")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

	private List<String> ids() {
		return this.pitfalls.stream().map((pitfall) -> pitfall.facts().id()).toList();
	}

	private static List<String> ids(JsonNode list) {
		return list.valueStream().map((pitfall) -> pitfall.at("/id").asString()).toList();
	}

	private HttpResponse<String> getWhenThereIsRoom(String path) throws Exception {
		HttpResponse<String> response = get(path);
		while (response.statusCode() == 429) {
			response = get(path);
		}
		assertThat(response.statusCode()).as(path).isEqualTo(200);
		return response;
	}

	private HttpResponse<String> get(String path) throws Exception {
		return this.client.send(request(path), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).timeout(CEILING).build();
	}

}
