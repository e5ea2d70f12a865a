package dev.asynclab;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

import dev.asynclab.eventloop.AsyncioLoop;
import dev.asynclab.eventloop.Watchdog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.parallel.Isolated;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The service shuts down, as on SIGTERM, in the middle of an experiment for which a
 * client waits.
 */
@ExtendWith(OutputCaptureExtension.class)
@Timeout(300)
@Isolated("two applications that start at once would both set up the logging")
class ExperimentShutdownTests {

	private final JsonMapper json = new JsonMapper();

	@Test
	void aRunThatCallsTheServiceIsStoppedAtOnce() throws Exception {
		ConfigurableApplicationContext lab = start("10s");
		try (HttpClient client = HttpClient.newHttpClient()) {
			CompletableFuture<HttpResponse<String>> collapse = get(client, lab,
					"/api/collapse?on=virtual-thread&rate=20&phase=10s&delay=1ms");
			assertThat(stopped(collapse, close(lab, "collapse")).at("/on").asString()).isEqualTo("virtual-thread");
		}
	}

	@Test
	void anotherRunIsStoppedAfterTheGracePeriod(CapturedOutput output) throws Exception {
		ConfigurableApplicationContext lab = start("1ms");
		try (HttpClient client = HttpClient.newHttpClient()) {
			CompletableFuture<HttpResponse<String>> scale = get(client, lab, "/api/scale?tasks=100&delay=60s");
			assertThat(stopped(scale, close(lab, "scale")).at("/completed").asInt(-1)).isZero();
		}
		assertThat(output.toString()).containsPattern("Shutdown: cancelling \\d after the grace period: .*scale")
			.doesNotContain("that did not end when cancelled");
	}

	@Test
	void aRunWithoutAReportSaysSo() throws Exception {
		ConfigurableApplicationContext lab = start("1ms");
		// Spring stops what depends on a bean before the bean.
		assertThat(List.of(lab.getBean(AsyncioLoop.class), lab.getBean(Watchdog.class)))
			.as("stop after the requests have been answered")
			.allSatisfy((bean) -> assertThat(bean.getPhase())
				.isLessThan(WebServerApplicationContext.START_STOP_LIFECYCLE_PHASE));
		CountDownLatch release = hold(lab.getBean("labEventLoop", LoopResources.class));
		try (HttpClient client = HttpClient.newHttpClient()) {
			// It waits for a heartbeat of the loop, which is held.
			CompletableFuture<HttpResponse<String>> cpuBound = get(client, lab, "/api/cpu-bound?jobs=1&size=1000");
			CompletableFuture<Void> closed = close(lab, "cpu-bound");
			HttpResponse<String> refused = cpuBound.get(60, TimeUnit.SECONDS);
			assertThat(refused.statusCode()).isEqualTo(503);
			assertThat(refused.body()).contains("The run was cancelled before it had a result.");
			release.countDown();
			closed.get(120, TimeUnit.SECONDS);
		}
		finally {
			release.countDown();
		}
		assertThat(threads()).doesNotContain("cpu-bound");
	}

	@Test
	void aMeasurementOfAWorkloadEndsWithItsCalls() throws Exception {
		ConfigurableApplicationContext lab = start("10s");
		try (HttpClient client = HttpClient.newHttpClient()) {
			CompletableFuture<HttpResponse<String>> capacity = get(client, lab,
					"/api/capacity?calls=5&delay=5s&rate=10&duration=20s&threads=2");
			assertThat(stopped(capacity, close(lab, "capacity")).at("/styles")).hasSize(4);
		}
		assertThat(threads()).noneMatch((name) -> name.startsWith("capacity"));
	}

	@Test
	void aRetryStormEndsWithItsClients() throws Exception {
		ConfigurableApplicationContext lab = start("10s");
		try (HttpClient client = HttpClient.newHttpClient()) {
			CompletableFuture<HttpResponse<String>> storm = get(client, lab,
					"/api/retry-storm?rate=20&delay=4s&trigger=1&threads=2&timeout=5s&phase=20s");
			assertThat(stopped(storm, close(lab, "retry-storm-pool-1")).at("/on").asString()).isEqualTo("async-pool");
		}
		assertThat(threads()).noneMatch((name) -> name.startsWith("retry-storm"));
	}

	private static ConfigurableApplicationContext start(String gracePeriod) {
		return SpringApplication.run(AsyncLabApplication.class, "--server.port=0", "--asynclab.upstream.port=0",
				"--asynclab.shutdown.grace-period=" + gracePeriod, "--asynclab.shutdown.clean-up-period=15s",
				"--asynclab.limits.block-time=5m");
	}

	/**
	 * Shuts down once a run has its thread.
	 */
	private static CompletableFuture<Void> close(ConfigurableApplicationContext lab, String run) {
		await().atMost(Duration.ofSeconds(60)).until(() -> threads().contains(run));
		return CompletableFuture.runAsync(lab::close);
	}

	private JsonNode stopped(CompletableFuture<HttpResponse<String>> answer, CompletableFuture<Void> closed)
			throws Exception {
		HttpResponse<String> response = answer.get(60, TimeUnit.SECONDS);
		closed.get(120, TimeUnit.SECONDS);
		assertThat(response.statusCode()).isEqualTo(200);
		JsonNode report = this.json.readTree(response.body());
		assertThat(report.at("/stopped").asBoolean()).isTrue();
		return report;
	}

	private static CountDownLatch hold(LoopResources loops) {
		CountDownLatch release = new CountDownLatch(1);
		loops.onClient(LoopResources.DEFAULT_NATIVE).forEach((loop) -> loop.execute(() -> {
			try {
				release.await();
			}
			catch (InterruptedException ex) {
				Thread.currentThread().interrupt();
			}
		}));
		return release;
	}

	private static CompletableFuture<HttpResponse<String>> get(HttpClient client, ConfigurableApplicationContext lab,
			String path) {
		String port = lab.getEnvironment().getRequiredProperty("local.server.port");
		return client.sendAsync(HttpRequest.newBuilder(URI.create("http://localhost:" + port + path)).build(),
				HttpResponse.BodyHandlers.ofString());
	}

	private static Set<String> threads() {
		return Thread.getAllStackTraces().keySet().stream().map(Thread::getName).collect(Collectors.toSet());
	}

}
