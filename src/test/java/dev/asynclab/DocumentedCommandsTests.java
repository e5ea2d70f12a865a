package dev.asynclab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.asynclab.timeline.Columns;
import dev.asynclab.upstream.UpstreamServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * What README.md and HELP.md say is so: every curl line answers as it says, and every
 * file that they lead to is there.
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

	@Autowired
	private UpstreamServer upstream;

	@LocalServerPort
	private int port;

	static Stream<String> commands() {
		return allCommands().filter((command) -> !EXPERIMENT.matcher(command).find());
	}

	static Stream<String> experiments() {
		return allCommands().filter((command) -> EXPERIMENT.matcher(command).find());
	}

	private static Stream<String> allCommands() {
		return Stream.of("README.md", "HELP.md", "CONTRIBUTING.md")
			.flatMap((page) -> COMMAND.matcher(text(page)).results())
			.map((command) -> command.group().replaceFirst("^\\$ ", ""))
			.distinct();
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

	@Test
	void everyLinkLeadsSomewhere() {
		assertThat(Stream.of("README.md", "HELP.md", "CONTRIBUTING.md")
			.flatMap((page) -> LINK.matcher(text(page)).results())).isNotEmpty()
			.extracting((link) -> Path.of(link.group("target").replaceFirst("#.*", "")))
			.allSatisfy((target) -> assertThat(target).exists());
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

	private static String text(String page) {
		try {
			return Files.readString(Path.of(page));
		}
		catch (IOException ex) {
			throw new AssertionError(ex);
		}
	}

	private record Answer(String status, String body) {

	}

}
