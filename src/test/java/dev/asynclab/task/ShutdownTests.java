package dev.asynclab.task;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

import dev.asynclab.AsyncLabApplication;
import dev.asynclab.job.Style;
import io.micrometer.core.instrument.LongTaskTimer;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import tools.jackson.databind.JsonNode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service shuts down, as on SIGTERM, while tasks, a lesson and scenarios run and
 * clients wait for them.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
@Isolated("two applications that start at once would both set up the logging")
class ShutdownTests {

	private static final List<Style> STYLES = List.of(Style.values());

	private static final int TASKS = 100;

	private static final Duration CEILING = Duration.ofSeconds(60);

	@Test
	void everyClientThatWaitsGetsItsAnswer(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext lab = SpringApplication.run(AsyncLabApplication.class, "--server.port=0",
				"--asynclab.upstream.port=0", "--asynclab.shutdown.grace-period=1ms",
				"--asynclab.shutdown.clean-up-period=2s");
		int port = lab.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
		List<CompletableFuture<JsonNode>> awaiters = new ArrayList<>();
		try (TaskClient client = new TaskClient(port); HttpClient http = HttpClient.newHttpClient()) {
			for (int index = 0; index < TASKS; index++) {
				Style style = STYLES.get(index % STYLES.size());
				awaiters.add(client.await(client.create("{\"name\": \"late-%d\", \"delay\": \"60s\", \"style\": \"%s\"}"
					.formatted(index, style.id()))));
			}
			String stubborn = client.create(
					"{\"name\": \"stubborn\", \"delay\": \"60s\", \"style\": \"virtual-thread\", \"onCancel\": \"suppress\"}");
			CompletableFuture<JsonNode> refusing = client.await(stubborn);
			CompletableFuture<String> events = get(http, port, stubborn + "/events");
			CompletableFuture<String> lesson = get(http, port, "/api/gather?job=A:60s&style=webclient");
			List<CompletableFuture<HttpResponse<String>>> scenarios = Style.local()
				.stream()
				.map((style) -> scenario(http, port, style))
				.toList();
			await().atMost(CEILING).until(() -> waiting(lab) == TASKS + 3 + Style.local().size());
			await().atMost(CEILING).until(() -> isRunning(client, stubborn));
			lab.close();
			for (CompletableFuture<JsonNode> awaiter : awaiters) {
				JsonNode task = awaiter.get(60, TimeUnit.SECONDS);
				assertThat(task.at("/state").asString()).isEqualTo("cancelled");
				assertThat(task.at("/cancelRequests/0/by").asString()).isEqualTo("shutdown");
			}
			assertThat(refusing.get(60, TimeUnit.SECONDS).at("/state").asString()).isEqualTo("cancelled");
			assertThat(events.get(60, TimeUnit.SECONDS)).contains("event:task", "\"state\":\"cancelled\"");
			assertThat(lesson.get(60, TimeUnit.SECONDS)).contains("\"status\":\"cancelled\"");
			for (CompletableFuture<HttpResponse<String>> scenario : scenarios) {
				assertThat(scenario.get(60, TimeUnit.SECONDS).statusCode()).isEqualTo(503);
			}
		}
		assertThat(output.toString())
			.containsPattern(
					"Shutdown: cancelling \\d+ after the grace period: .*late-0 \\(task 1, async-pool, running\\)")
			.containsPattern("Shutdown: stopping \\d+ that did not end when cancelled: .*stubborn \\(task 101, "
					+ "virtual-thread, cancelling\\)");
	}

	private static CompletableFuture<String> get(HttpClient http, int port, String path) {
		return http
			.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
					HttpResponse.BodyHandlers.ofString())
			.thenApply(HttpResponse::body);
	}

	private static CompletableFuture<HttpResponse<String>> scenario(HttpClient http, int port, Style style) {
		return http.sendAsync(
				HttpRequest.newBuilder(URI.create("http://localhost:" + port + "/api/scenarios?style=" + style.id()))
					.header("Content-Type", "application/json")
					.POST(HttpRequest.BodyPublishers
						.ofString("{\"tasks\": [{\"name\": \"A\", \"delayMs\": 60000}], \"combinator\": \"gather\"}"))
					.build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static boolean isRunning(TaskClient client, String task) throws Exception {
		return client.json(task).at("/state").asString().equals("running");
	}

	private static int waiting(ConfigurableApplicationContext lab) {
		return lab.getBean(MeterRegistry.class)
			.get("http.server.requests.active")
			.longTaskTimers()
			.stream()
			.mapToInt(LongTaskTimer::activeTasks)
			.sum();
	}

}
