package dev.asynclab;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.upstream.UpstreamServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.ActiveProfiles;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The catalogue for the HTTP clients of IDEs: each command of HELP that is one request.
 * With {@code -Dlab.http.write=true} this test writes it.
 */
@LabTest
@ActiveProfiles("documented")
@TestPropertySource(properties = "asynclab.limits.pitfall-time=1m")
@Execution(ExecutionMode.CONCURRENT)
class LabHttpTests {

	private static final Path FILE = Path.of("src/docs/lab.http");

	private static final Pattern LINE = Pattern
		.compile("(?m)^(?:#{1,3} (?<title>.+)|(?:\\$ )?curl (?<rest>[^\"\\n]*?)(?:\\s+# (?<status>\\d{3}))?)$"
				+ "|^(?:\\$ )?curl (?<json>.*'\\{.*}' '[^']*')(?:\\s+# (?<code>\\d{3}))?$");

	private static final Pattern TOKEN = Pattern.compile("'(?<quoted>[^']*)'|(?<bare>\\S+)");

	@Autowired
	private UpstreamServer upstream;

	@LocalServerPort
	private int port;

	@Test
	void hasEveryCommandOfHelp() throws IOException {
		StringBuilder file = new StringBuilder("""
				# Every request of HELP.md, for the HTTP client of an IDE. Start the service first.
				@lab = http://localhost:8080
				@upstream = http://localhost:8081
				""");
		String title = "";
		for (Matcher line : LINE.matcher(Files.readString(Path.of("HELP.md"))).results().map(this::again).toList()) {
			if (line.group("title") != null) {
				title = line.group("title").replace("`", "");
				continue;
			}
			boolean json = line.group("json") != null;
			String status = line.group(json ? "code" : "status");
			file.append("\n### ").append(title).append((status != null) ? ": answers " + status : "").append('\n');
			file.append(Request.ofCurl(line.group(json ? "json" : "rest")).text());
		}
		if (Boolean.getBoolean("lab.http.write")) {
			Files.writeString(FILE, file);
		}
		assertThat(FILE).content().isEqualTo(file.toString());
	}

	private Matcher again(MatchResult line) {
		Matcher matcher = LINE.matcher(line.group());
		assertThat(matcher.matches()).isTrue();
		return matcher;
	}

	@Test
	void everyRequestAnswersAsItSays() throws Exception {
		List<Request> requests = Stream.of(Files.readString(FILE).split("(?m)^### "))
			.skip(1)
			.map(Request::ofFile)
			.filter((request) -> !request.url().matches(".*/api/(collapse|capacity|retry-storm|cpu-bound|scale).*"))
			.toList();
		assertThat(requests).hasSizeGreaterThan(60);
		try (ExecutorService executor = Executors.newFixedThreadPool(4)) {
			List<Future<String>> answers = executor
				.invokeAll(requests.stream().map((request) -> (Callable<String>) () -> send(request)).toList());
			for (int i = 0; i < requests.size(); i++) {
				assertThat(answers.get(i).get()).as(requests.get(i).text()).matches(requests.get(i).status());
			}
		}
	}

	private String send(Request request) throws IOException, InterruptedException {
		List<String> command = new ArrayList<>(List.of("curl", "--silent", "--max-time", "60", "--retry", "100",
				"--retry-delay", "1", "--write-out", "%{http_code}", "--output", "/dev/null", "--request",
				request.method(), request.url()
					.replace("{{lab}}", "http://localhost:" + this.port)
					.replace("{{upstream}}", "http://localhost:" + this.upstream.port())));
		request.headers().forEach((name, value) -> command.addAll(List.of("--header", name + ": " + value)));
		if (!request.body().isEmpty()) {
			command.addAll(List.of("--data", request.body()));
		}
		Process curl = new ProcessBuilder(command).start();
		String status = new String(curl.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
		assertThat(curl.waitFor(120, TimeUnit.SECONDS)).isTrue();
		return status;
	}

	/**
	 * A request.
	 *
	 * @param status a pattern of the status that it gets
	 */
	private record Request(String method, String url, Map<String, String> headers, String body, String status) {

		static Request ofCurl(String rest) {
			List<String> tokens = TOKEN.matcher(rest)
				.results()
				.map((token) -> (token.group("quoted") != null) ? token.group("quoted") : token.group("bare"))
				.toList();
			String method = "GET";
			String body = "";
			Map<String, String> headers = new LinkedHashMap<>();
			for (int i = 0; i < tokens.size() - 1; i++) {
				String value = tokens.get(i + 1);
				switch (tokens.get(i)) {
					case "-X" -> method = value;
					case "-d" -> {
						method = "POST";
						body = value;
					}
					case "-H" -> headers.put(value.split(": ")[0], value.split(": ")[1]);
					default -> {
					}
				}
			}
			String url = tokens.getLast()
				.replaceFirst("^localhost:8080", "{{lab}}")
				.replaceFirst("^localhost:8081", "{{upstream}}");
			return new Request(method, url, headers, body, "");
		}

		static Request ofFile(String text) {
			List<String> lines = text.lines().toList();
			Matcher status = Pattern.compile(": answers (\\d{3})$").matcher(lines.getFirst());
			int blank = lines.indexOf("");
			Map<String, String> headers = lines.subList(2, (blank < 0) ? lines.size() : blank)
				.stream()
				.map((line) -> line.split(": "))
				.collect(Collectors.toMap((line) -> line[0], (line) -> line[1]));
			String body = (blank < 0) ? "" : String.join("\n", lines.subList(blank + 1, lines.size())).strip();
			String[] first = lines.get(1).split(" ");
			assertThat(first).as(Arrays.toString(first)).hasSize(2);
			return new Request(first[0], first[1], headers, body, status.find() ? status.group(1) : "200|204");
		}

		String text() {
			StringBuilder text = new StringBuilder(this.method + " " + this.url + "\n");
			this.headers.forEach((name, value) -> text.append(name).append(": ").append(value).append('\n'));
			return this.body.isEmpty() ? text.toString() : text.append('\n').append(this.body).append('\n').toString();
		}

	}

}
