package dev.asynclab.cluster;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.stream.IntStream;

import com.hazelcast.map.IMap;
import com.hazelcast.nio.serialization.HazelcastSerializationException;
import dev.asynclab.LabTest;
import dev.asynclab.admission.ShutdownProperties;
import dev.asynclab.job.VirtualThreadStarter;
import dev.asynclab.problem.UnavailableException;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

/**
 * A lab with few places, and durable tasks.
 */
@LabTest
@TestPropertySource(properties = { "asynclab.cluster.places=2", "asynclab.cluster.queue=3",
		"asynclab.cluster.durable-tasks=4", "asynclab.shutdown.grace-period=0ms" })
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterLimitsTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final HttpClient client = HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private Cluster cluster;

	@Autowired
	private VirtualThreadStarter io;

	@Autowired
	private ExecutorService virtualThreads;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	@Test
	@Order(1)
	void beforeTheFirstUseThereIsNoMemberAndAskingMakesNone() throws Exception {
		assertThat(get("/api/cluster").toString())
			.isEqualTo("{\"members\":[],\"runAgain\":0,\"again\":[],\"lost\":[]}");
		assertThat(get("/actuator/health").at("/components/cluster/status").asString()).isEqualTo("UP");
		assertThat(get("/api/tasks").at("/tasks").isEmpty()).isTrue();
		assertThat(this.cluster.current()).isNull();
	}

	@Test
	@Order(2)
	void theFirstUseMakesOneThatIsBoundToLoopbackOnly() throws Exception {
		assertThat(send("GET", "/api/gather?count=2&delay=0ms&style=hazelcast", null).statusCode()).isEqualTo(200);
		Cluster.Started started = Objects.requireNonNull(this.cluster.current());
		assertThat(
				started.hazelcast().getCluster().getLocalMember().getSocketAddress().getAddress().isLoopbackAddress())
			.isTrue();
		assertThat(get("/api/cluster").at("/members/0/places").asInt()).isEqualTo(2);
	}

	@Test
	@Order(3)
	void letsInNothingButItsOwnClasses() {
		IMap<String, Object> map = Objects.requireNonNull(this.cluster.current()).hazelcast().getMap("foreign");
		map.put("foreign", new File("foreign"));
		assertThatExceptionOfType(HazelcastSerializationException.class).isThrownBy(() -> map.get("foreign"))
			.withStackTraceContaining("java.io.File is not allowed");
		map.put("own", Outcome.done("own", 0));
		assertThat(map.get("own")).isEqualTo(Outcome.done("own", 0));
	}

	@Test
	@Order(4)
	void aRunThatIsRefusedHalfwayCancelsWhatWasTaken() throws Exception {
		HttpResponse<String> refused = send("GET", "/api/gather?count=6&delay=60s&style=hazelcast", null);
		assertThat(refused.statusCode()).isEqualTo(429);
		assertThat(refused.headers().firstValue("Retry-After")).contains("1");
		assertThat(this.json.readTree(refused.body()).at("/code").asString()).isEqualTo("busy.workers");
		await().atMost(CEILING).until(this::nothingIsLeft);
		assertThat(send("GET", "/api/gather?count=5&delay=0ms&style=hazelcast", null).statusCode()).isEqualTo(200);
	}

	@Test
	@Order(5)
	void everyOneOf200ClientsGetsItsReportOrIsRefused() {
		List<CompletableFuture<HttpResponse<String>>> answers = IntStream.range(0, 200)
			.mapToObj((_) -> this.client.sendAsync(
					request("GET", "/api/gather?job=A:20ms&job=B:10ms&style=hazelcast", null),
					HttpResponse.BodyHandlers.ofString()))
			.toList();
		assertThat(answers).extracting((answer) -> answer.join().statusCode()).containsOnly(200, 429);
		await().atMost(CEILING).until(this::nothingIsLeft);
	}

	@Test
	@Order(5)
	void aScenarioRunsOnTheWorkersAsFarAsItsTasksAreData() throws Exception {
		JsonNode outcome = scenario(200, """
				{ "tasks": [ { "name": "A", "delayMs": 400, "value": { "a": 1 } },
				             { "name": "B", "delayMs": 200, "outcome": "fail", "error": { "message": "B broke" } } ],
				  "combinator": "gather" }""");
		assertThat(outcome.at("/lab/io").asString()).isEqualTo("http");
		assertThat(outcome.at("/result/error/type").asString()).isEqualTo("ValueError");
		assertThat(outcome.at("/result/error/message").asString()).isEqualTo("B broke");
		assertThat(outcome.at("/tasks/A/value/a").asInt()).isOne();
		assertThat(outcome.at("/lab/tasks/0/thread").asString()).as("%s", outcome.at("/lab")).contains("/");
		await().atMost(CEILING).until(this::nothingIsLeft);
	}

	@Test
	@Order(5)
	void aScenarioThatIsCancelledStopsItsJobsOnTheWorkers() throws Exception {
		JsonNode outcome = scenario(200, """
				{ "tasks": [ { "name": "A", "delayMs": 20000 }, { "name": "B", "delayMs": 20000 },
				             { "name": "waits", "delayMs": 20000 } ],
				  "combinator": "gather", "cancelAt": [ { "target": "outer", "atMs": 500 } ] }""");
		assertThat(outcome.at("/result/status").asString()).as("%s", outcome).isEqualTo("cancelled");
		assertThat(outcome.at("/tasks").propertyStream().map((task) -> task.getValue().at("/state").asString()))
			.hasSize(3)
			.containsOnly("cancelled");
		await().atMost(CEILING).until(this::nothingIsLeft);
	}

	@Test
	@Order(5)
	void ofAScenarioThatACodeWouldHaveToTravelForThePartIsNamed() throws Exception {
		JsonNode problem = scenario(422, """
				{ "tasks": [ { "name": "A", "delayMs": 100 }, { "name": "B", "delayMs": 100, "onCancel": "suppress" } ],
				  "combinator": "gather" }""");
		assertThat(problem.at("/detail").asString()).contains("tasks[1].onCancel");
		assertThat(problem.at("/nearest").asString()).isEqualTo("style=async-pool");
	}

	private JsonNode scenario(int status, String body) throws Exception {
		HttpResponse<String> answer = send("POST", "/api/scenarios?style=hazelcast", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return this.json.readTree(answer.body());
	}

	@Test
	@Order(6)
	void aDurableTaskRunsToItsEndThoughItIsCancelled() throws Exception {
		JsonNode created = post("{\"name\": \"keep\", \"delay\": \"1s\", \"style\": \"hazelcast\", \"durable\": true}",
				202);
		String path = "/api/tasks/" + created.at("/id").asLong();
		assertThat(created.at("/durableOf").asString()).startsWith("lab-");
		JsonNode cancelled = this.json.readTree(send("DELETE", path, null).body());
		assertThat(cancelled.at("/accepted").asBoolean()).isFalse();
		assertThat(cancelled.at("/reason").asString()).contains("the work runs on");
		JsonNode ended = get(path + "?wait=60s");
		assertThat(ended.at("/state").asString()).isEqualTo("done");
		assertThat(ended.at("/value").asString()).isEqualTo("keep done");
		assertThat(ended.at("/attempts").asInt()).isEqualTo(1);
		assertThat(ended.at("/cancelling").asInt()).isEqualTo(1);
		assertThat(get("/api/tasks?state=done").at("/tasks").valueStream().map((task) -> task.at("/id").asLong()))
			.contains(created.at("/id").asLong());
	}

	@Test
	@Order(7)
	void aDurableTaskThatFailsSaysWhy() throws Exception {
		long id = post("{\"delay\": \"0ms\", \"fail\": true, \"style\": \"hazelcast\", \"durable\": true}", 202)
			.at("/id")
			.asLong();
		JsonNode ended = get("/api/tasks/" + id + "?wait=60s");
		assertThat(ended.at("/state").asString()).isEqualTo("failed");
		assertThat(ended.at("/error/type").asString()).isEqualTo("UpstreamStatusException");
		assertThat(send("GET", "/api/tasks/" + id + "/events", null).body()).contains("event:task", "\"failed\"");
	}

	@Test
	@Order(8)
	void theClusterKeepsSoManyDurableTasks() throws Exception {
		long first = get("/api/tasks").at("/tasks/0/id").asLong();
		for (int i = 0; i < 2; i++) {
			post("{\"delay\": \"60s\", \"style\": \"hazelcast\", \"durable\": true}", 202);
		}
		assertThat(send("GET", "/api/tasks/" + first, null).statusCode()).isEqualTo(200);
		for (int i = 0; i < 2; i++) {
			post("{\"delay\": \"60s\", \"style\": \"hazelcast\", \"durable\": true}", 202);
		}
		assertThat(send("GET", "/api/tasks/" + first, null).statusCode()).isEqualTo(404);
		assertThat(
				post("{\"delay\": \"60s\", \"style\": \"hazelcast\", \"durable\": true}", 429).at("/code").asString())
			.isEqualTo("busy.durable-tasks");
	}

	@Test
	@Order(9)
	void onlyThisStyleHasDurableTasksAndTheyHaveNoCleanUp() throws Exception {
		assertThat(post("{\"delay\": \"1s\", \"durable\": true}", 422).at("/nearest").asString())
			.isEqualTo("style=hazelcast");
		assertThat(post("{\"delay\": \"1s\", \"style\": \"hazelcast\", \"durable\": true, \"cleanup\": \"1s\"}", 422)
			.at("/code")
			.asString()).isEqualTo("unsupported");
	}

	@Test
	@Order(10)
	void withoutAWorkerTheCommandIsToldThatStartsOne() {
		ClusterProperties properties = new ClusterProperties("no-worker-" + System.nanoTime(), null, null, false, 40,
				10, false, "127.0.0.1", Duration.ofSeconds(2), Duration.ofSeconds(10), 10);
		Cluster alone = new Cluster(properties, new ShutdownProperties(Duration.ZERO, Duration.ZERO), this.io,
				this.virtualThreads);
		try {
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> alone.ready().join())
				.havingCause()
				.isInstanceOfSatisfying(UnavailableException.class, (ex) -> {
					assertThat(ex.getStatusCode().value()).isEqualTo(503);
					assertThat(String.valueOf(Objects.requireNonNull(ex.getBody().getProperties()).get("start")))
						.startsWith("java -jar async-lab.jar --spring.profiles.active=worker ")
						.contains("--asynclab.cluster.members=127.0.0.1:", "--asynclab.cluster.name=no-worker-");
				});
			assertThat(alone.view().members()).singleElement()
				.satisfies((member) -> assertThat(member.places()).isZero());
		}
		finally {
			alone.destroy();
		}
	}

	@Test
	@Order(11)
	void twoLabsOfOneNameDoNotFindEachOther() {
		String name = "two-" + System.nanoTime();
		Cluster one = lab(name, null);
		Cluster other = lab(name, null);
		try {
			int port = one.started().join().hazelcast().getCluster().getLocalMember().getSocketAddress().getPort();
			assertThat(other.started().join().hazelcast().getCluster().getMembers()).hasSize(1);
			assertThat(one.view().members()).hasSize(1);
			Cluster taken = lab(name, port);
			assertThatExceptionOfType(CompletionException.class).isThrownBy(() -> taken.ready().join())
				.havingCause()
				.isInstanceOfSatisfying(UnavailableException.class,
						(ex) -> assertThat(ex.getMessage()).startsWith("The cluster's member could not be made"));
		}
		finally {
			one.destroy();
			other.destroy();
		}
	}

	private Cluster lab(String name, @Nullable Integer memberPort) {
		return new Cluster(
				new ClusterProperties(name, memberPort, null, false, 2, 2, true, "127.0.0.1", Duration.ofSeconds(2),
						Duration.ofSeconds(10), 10),
				new ShutdownProperties(Duration.ZERO, Duration.ZERO), this.io, this.virtualThreads);
	}

	private boolean nothingIsLeft() throws Exception {
		JsonNode member = get("/api/cluster").at("/members/0");
		return Objects.requireNonNull(this.cluster.current()).requests().alive() == 0
				&& member.at("/running").asInt() == 0 && member.at("/queued").asInt() == 0
				&& this.meters.get("asynclab.upstream.inflight").gauge().value() == 0;
	}

	private JsonNode get(String path) throws Exception {
		return this.json.readTree(send("GET", path, null).body());
	}

	private JsonNode post(String body, int status) throws Exception {
		HttpResponse<String> answer = send("POST", "/api/tasks", body);
		assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
		return this.json.readTree(answer.body());
	}

	private HttpResponse<String> send(String method, String path, @Nullable String body)
			throws IOException, InterruptedException {
		return this.client.send(request(method, path, body), HttpResponse.BodyHandlers.ofString());
	}

	private HttpRequest request(String method, String path, @Nullable String body) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path))
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody())
			.build();
	}

}
