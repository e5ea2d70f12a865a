package dev.asynclab;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.asynclab.timeline.Columns;
import dev.asynclab.upstream.UpstreamServer;
import org.commonmark.ext.heading.anchor.IdGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What the documents say is so: every curl line answers as it says, every operation has
 * one in HELP.md, and every file and heading that they lead to is there.
 */
@LabTest
@ActiveProfiles("documented")
// The machine has other tests to run, too.
@TestPropertySource(properties = "asynclab.limits.pitfall-time=1m")
@Execution(ExecutionMode.CONCURRENT)
class DocumentedCommandsTests {

	private static final Pattern COMMAND = Pattern
		.compile("(?m)^(?:\\$ )?curl (?<rest>.*?)(?:\\s+# (?<status>\\d{3}))?$");

	private static final Pattern EXPERIMENT = Pattern.compile("/api/(collapse|capacity|retry-storm|cpu-bound|scale)");

	private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:)(?<target>[^)]+)\\)");

	private static final Pattern HEADING = Pattern.compile("(?m)^#{1,3} (?<title>.+)$");

	@Autowired
	private UpstreamServer upstream;

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	static Stream<String> commands() {
		return allCommands().filter((command) -> !EXPERIMENT.matcher(command).find());
	}

	static Stream<String> experiments() {
		return allCommands().filter((command) -> EXPERIMENT.matcher(command).find());
	}

	private static Stream<String> allCommands() {
		return pages().stream().flatMap(DocumentedCommandsTests::commands).distinct();
	}

	private static Stream<String> commands(Path page) {
		return COMMAND.matcher(text(page)).results().map((command) -> command.group().replaceFirst("^\\$ ", ""));
	}

	static List<Path> pages() {
		try (Stream<Path> documents = Files.list(Path.of("src/docs"))) {
			return Stream
				.concat(Stream.of("README.md", "HELP.md", "CONTRIBUTING.md").map(Path::of),
						documents.filter((file) -> file.toString().endsWith(".md")).sorted())
				.toList();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	@ParameterizedTest
	@MethodSource("commands")
	void everyCommandAnswersAsDocumented(String command) throws IOException, InterruptedException {
		Matcher matcher = COMMAND.matcher(command);
		assertThat(matcher.matches()).isTrue();
		String expected = (matcher.group("status") != null) ? matcher.group("status") : "200|204";
		Answer answer = answer(matcher.group("rest"));
		assertThat(answer.status()).matches(expected);
		if (command.contains("format=text")) {
			fitsATerminal(answer.body());
		}
	}

	/**
	 * Only a command and a link may be wider than a terminal: each stands alone on its
	 * line, so that it can be copied.
	 */
	private static void fitsATerminal(String text) {
		assertThat(text.lines()).filteredOn((line) -> !line.matches("(curl |https?:).*"))
			.allMatch((line) -> Columns.shorten(line, Columns.MOST).equals(line))
			.noneMatch((line) -> line.contains("curl '"));
	}

	/**
	 * What measures the machine runs one at a time, and beside no other test that does.
	 */
	@ParameterizedTest
	@MethodSource("experiments")
	@ResourceLock("experiments")
	@Execution(ExecutionMode.SAME_THREAD)
	void everyExperimentAnswersAsDocumented(String command) throws IOException, InterruptedException {
		everyCommandAnswersAsDocumented(command);
	}

	@ParameterizedTest
	@MethodSource("pages")
	void everyLinkLeadsSomewhere(Path page) {
		assertThat(LINK.matcher(text(page)).results().map((link) -> link.group("target"))).allSatisfy((target) -> {
			String[] parts = target.split("#", 2);
			Path file = parts[0].isEmpty() ? page : page.resolveSibling(parts[0]).normalize();
			assertThat(file).exists();
			if (parts.length == 2) {
				assertThat(anchors(file)).contains(parts[1]);
			}
		});
	}

	private static List<String> anchors(Path page) {
		IdGenerator ids = IdGenerator.builder().build();
		return HEADING.matcher(text(page)).results().map((heading) -> ids.generateId(heading.group("title"))).toList();
	}

	@Test
	void everyOperationHasACommandInHelp() {
		List<String> commands = commands(Path.of("HELP.md"))
			.map((command) -> command.replaceAll("\\$\\(.*\\)", "/api/tasks/1"))
			.toList();
		JsonNode paths = new JsonMapper()
			.readTree(this.client.get()
				.uri("/v3/api-docs")
				.exchange()
				.expectBody(String.class)
				.returnResult()
				.getResponseBody())
			.at("/paths");
		List<String> missing = new ArrayList<>();
		paths.properties().forEach((path) -> path.getValue().propertyNames().forEach((method) -> {
			Pattern address = Pattern
				.compile("localhost:8080" + path.getKey().replaceAll("\\{\\w+}", "[^/?'\"]+") + "[?'\"]");
			if (commands.stream()
				.noneMatch((command) -> address.matcher(command).find() && method(command).equals(method))) {
				missing.add(method + " " + path.getKey());
			}
		}));
		assertThat(missing).isEmpty();
	}

	private static String method(String command) {
		if (command.contains("-X DELETE")) {
			return "delete";
		}
		return command.replaceAll("\\$\\(.*\\)", "").contains(" -d ") ? "post" : "get";
	}

	/**
	 * It is a catalogue. Figures are in src/docs/benchmarks.md, and more on an experiment
	 * in a document of its own.
	 */
	@Test
	void helpIsShort() {
		assertThat(text(Path.of("HELP.md")).length()).isLessThan(30_000);
	}

	// Meanwhile, what runs one at a time answers 429 and Retry-After, which curl heeds.
	// Without a delay of its own it would double its waits, up to ten minutes.
	private Answer answer(String rest) throws IOException, InterruptedException {
		String local = rest.replace("localhost:8080", "localhost:" + this.port)
			.replace("localhost:8081", "localhost:" + this.upstream.port());
		Process curl = new ProcessBuilder(List.of("bash", "-c",
				"curl --silent --max-time 60 --retry 100 --retry-delay 1 --write-out '%{stderr}%{http_code}' " + local))
			.start();
		String body = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		String status = new String(curl.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(curl.waitFor(120, TimeUnit.SECONDS)).isTrue();
		return new Answer(status, body);
	}

	private static String text(Path page) {
		try {
			return Files.readString(page);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private record Answer(String status, String body) {

	}

}
