package dev.asynclab.cluster;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import com.hazelcast.cluster.Member;
import com.hazelcast.core.HazelcastInstance;
import dev.asynclab.LabTest;
import dev.asynclab.upstream.UpstreamAddress;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The lab with workers in processes of their own, which are ended in all the ways in
 * which processes end. Each test leaves to the next those that are alive.
 */
@LabTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class ClusterProcessTests {

	private static final Duration CEILING = Duration.ofSeconds(90);

	private final HttpClient client = HttpClient.newHttpClient();

	private final JsonMapper json = new JsonMapper();

	private final List<LabProcess> workers = new ArrayList<>();

	@Autowired
	private Cluster cluster;

	@Autowired
	private UpstreamAddress upstream;

	@Autowired
	private MeterRegistry meters;

	@LocalServerPort
	private int port;

	private int started;

	private @Nullable Path logs;

	@BeforeAll
	void startWorkers(@TempDir Path logs) throws IOException {
		this.logs = logs;
		this.cluster.started().join();
		for (int i = 0; i < 3; i++) {
			startWorker();
		}
	}

	@AfterAll
	void endWorkers() {
		this.workers.forEach(LabProcess::close);
		awaitMembers(1);
	}

	private LabProcess startWorker() throws IOException {
		HazelcastInstance hazelcast = started().hazelcast();
		LabProcess worker = LabProcess.start("worker",
				Objects.requireNonNull(this.logs).resolve("worker" + this.started++),
				"--asynclab.cluster.name=" + hazelcast.getConfig().getClusterName(),
				"--asynclab.cluster.members=" + MemberNames.address(hazelcast.getCluster().getLocalMember()),
				"--asynclab.cluster.heartbeat=1s", "--asynclab.cluster.frozen-after=6s",
				"--asynclab.upstream.url=" + this.upstream.url());
		this.workers.add(worker);
		return worker;
	}

	@Test
	@Order(1)
	void spreadsJobsEvenlyOverTheLabAndItsWorkers() throws Exception {
		awaitMembers(4);
		JsonNode report = gather("count=100&delay=500ms").join();
		assertThat(report.at("/peakConcurrency").asInt()).isEqualTo(100);
		assertThat(attempts(report)).isEqualTo(100);
		Map<String, Long> byMember = report.at("/tasks")
			.valueStream()
			.map((task) -> task.at("/thread").asString().split("/", -1)[0])
			.collect(Collectors.groupingBy((name) -> name, Collectors.counting()));
		assertThat(byMember.values()).containsExactly(25L, 25L, 25L, 25L);
		JsonNode members = get("/api/cluster").at("/members");
		assertThat(members.valueStream().map((member) -> member.at("/name").asString()))
			.containsExactlyInAnyOrderElementsOf(byMember.keySet());
		assertThat(members.valueStream()).allSatisfy((member) -> {
			assertThat(member.at("/places").asInt()).isEqualTo(40);
			assertThat(member.at("/running").asInt()).isZero();
			assertThat(member.at("/answers").asBoolean()).isTrue();
		});
	}

	@Test
	@Order(2)
	void cancelReachesEveryWorker() throws Exception {
		awaitMembers(4);
		CompletableFuture<HttpResponse<String>> answer = this.client.sendAsync(
				request("/api/gather?count=180&delay=60s&style=hazelcast"), HttpResponse.BodyHandlers.ofString());
		await().atMost(CEILING).until(() -> inFlight() == 160);
		JsonNode members = get("/api/cluster").at("/members");
		assertThat(members.valueStream().mapToInt((member) -> member.at("/running").asInt()).sum()).isEqualTo(160);
		assertThat(members.valueStream().mapToInt((member) -> member.at("/queued").asInt()).sum()).isEqualTo(20);
		answer.cancel(true);
		await().atMost(CEILING).until(() -> inFlight() == 0);
		await().atMost(CEILING).until(this::nothingIsLeft);
	}

	@Test
	@Order(3)
	void runsTheJobsOfAKilledWorkerAgain() throws Exception {
		awaitMembers(4);
		try {
			resultsOutlive(this.workers.subList(0, 1));
		}
		finally {
			startWorker();
		}
	}

	@Test
	@Order(4)
	void runsTheJobsOfTwoWorkersAgainThatDieAtOnce() throws Exception {
		awaitMembers(4);
		resultsOutlive(this.workers.subList(1, 3));
	}

	private void resultsOutlive(List<LabProcess> victims) throws Exception {
		long before = get("/api/cluster").at("/runAgain").asLong();
		CompletableFuture<JsonNode> answer = gather("count=60&delay=3s");
		await().atMost(CEILING).until(() -> inFlight() == 60);
		victims.forEach(LabProcess::kill);
		JsonNode report = answer.join();
		assertThat(values(report)).containsExactlyElementsOf(names(60));
		// A job that had begun at a victim begins once more. None was queued there.
		long lost = events(report, "lost");
		assertThat(lost).isGreaterThanOrEqualTo(victims.size());
		assertThat(attempts(report)).isEqualTo(60 + lost);
		assertThat(get("/api/cluster").at("/runAgain").asLong() - before).isEqualTo(lost);
		assertThat(get("/actuator/health").at("/status").asString()).isEqualTo("UP");
		assertThat(get("/actuator/health").at("/components/cluster/details/lost").size())
			.isGreaterThanOrEqualTo(victims.size());
	}

	@Test
	@Order(5)
	void runsTheJobsOfAFrozenWorkerAgain() throws Exception {
		awaitMembers(2);
		LabProcess frozen = this.workers.getLast();
		CompletableFuture<JsonNode> answer = gather("count=20&delay=4s");
		await().atMost(CEILING).until(() -> inFlight() == 20);
		frozen.freeze();
		JsonNode report = answer.join();
		assertThat(values(report)).containsExactlyElementsOf(names(20));
		assertThat(attempts(report)).isEqualTo(30);
		frozen.thaw();
		awaitMembers(2);
	}

	@Test
	@Order(6)
	void aWorkerThatIsToldToEndFinishesWhatItHas() throws Exception {
		awaitMembers(2);
		LabProcess worker = this.workers.getLast();
		CompletableFuture<JsonNode> answer = gather("count=20&delay=3s");
		await().atMost(CEILING).until(() -> inFlight() == 20);
		worker.terminate();
		await().atMost(CEILING)
			.until(() -> get("/api/cluster").at("/members")
				.valueStream()
				.anyMatch((member) -> member.at("/leaving").asBoolean()));
		JsonNode meanwhile = gather("count=10&delay=0ms").join();
		assertThat(meanwhile.at("/tasks").valueStream().map((task) -> task.at("/thread").asString()))
			.allMatch((place) -> place.startsWith("lab-"));
		JsonNode report = answer.join();
		assertThat(values(report)).containsExactlyElementsOf(names(20));
		assertThat(attempts(report)).isEqualTo(20);
		assertThat(worker.exitCode()).isEqualTo(143);
		awaitMembers(1);
	}

	@Test
	@Order(7)
	void durableTasksOutliveTheLabThatCreatedThem() throws Exception {
		int creator = freePort();
		String members = "--asynclab.cluster.members="
				+ MemberNames.address(started().hazelcast().getCluster().getLocalMember());
		startWorker();
		LabProcess lab = LabProcess.start("default", Objects.requireNonNull(this.logs).resolve("lab"),
				"--server.port=" + creator, members, "--asynclab.upstream.url=" + this.upstream.url(),
				"--asynclab.cluster.name=" + started().hazelcast().getConfig().getClusterName(),
				"--asynclab.cluster.heartbeat=1s", "--asynclab.cluster.frozen-after=6s");
		this.workers.add(lab);
		awaitMembers(3);
		await().atMost(CEILING).ignoreExceptions().until(() -> isReady(creator));
		List<Long> ids = new ArrayList<>();
		for (int i = 0; i < 100; i++) {
			ids.add(createDurable(creator));
		}
		assertThat(ids).doesNotHaveDuplicates();
		lab.kill();
		for (long id : ids) {
			JsonNode task = get("/api/tasks/" + id + "?wait=60s");
			assertThat(task.at("/state").asString()).as(task.toString()).isEqualTo("done");
			assertThat(task.at("/value").asString()).isEqualTo("Task-" + id + " done");
			assertThat(task.at("/attempts").asInt()).isPositive();
		}
		assertThat(get("/api/tasks?state=done").at("/tasks").valueStream().map((task) -> task.at("/id").asLong()))
			.containsAll(ids);
	}

	private static int freePort() throws IOException {
		try (ServerSocket socket = new ServerSocket(0)) {
			return socket.getLocalPort();
		}
	}

	private boolean isReady(int labPort) throws IOException, InterruptedException {
		return this.client
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + labPort + "/actuator/health/readiness"))
				.build(), HttpResponse.BodyHandlers.discarding())
			.statusCode() == 200;
	}

	private long createDurable(int labPort) throws IOException, InterruptedException {
		HttpResponse<String> created = this.client
			.send(HttpRequest.newBuilder(URI.create("http://localhost:" + labPort + "/api/tasks"))
				.header("Content-Type", "application/json")
				.POST(HttpRequest.BodyPublishers
					.ofString("{\"delay\": \"2s\", \"style\": \"hazelcast\", \"durable\": true}"))
				.build(), HttpResponse.BodyHandlers.ofString());
		assertThat(created.statusCode()).as(created.body()).isEqualTo(202);
		return this.json.readTree(created.body()).at("/id").asLong();
	}

	private Cluster.Started started() {
		return this.cluster.started().join();
	}

	// A member works when it owns partitions.
	private void awaitMembers(int count) {
		await().atMost(CEILING).until(() -> {
			Placement placement = started().placement();
			Set<Member> members = started().hazelcast().getCluster().getMembers();
			return members.size() == count && members.stream().allMatch(placement::isReady)
					&& started().hazelcast().getPartitionService().isClusterSafe();
		});
	}

	private boolean nothingIsLeft() throws Exception {
		return started().requests().alive() == 0 && get("/api/cluster").at("/members")
			.valueStream()
			.allMatch((member) -> member.at("/running").asInt() == 0 && member.at("/queued").asInt() == 0);
	}

	private double inFlight() {
		return this.meters.get("asynclab.upstream.inflight").gauge().value();
	}

	private static List<String> names(int count) {
		return IntStream.rangeClosed(1, count).mapToObj((index) -> "task" + index + " done").toList();
	}

	private static List<String> values(JsonNode report) {
		return report.at("/result/value").valueStream().map(JsonNode::asString).toList();
	}

	private static long attempts(JsonNode report) {
		return report.at("/tasks")
			.valueStream()
			.flatMap((task) -> task.at("/segments").valueStream())
			.filter((segment) -> segment.has("attempt"))
			.count();
	}

	private static long events(JsonNode report, String event) {
		return report.at("/log").valueStream().filter((entry) -> entry.at("/event").asString().equals(event)).count();
	}

	private CompletableFuture<JsonNode> gather(String jobs) {
		return this.client
			.sendAsync(request("/api/gather?" + jobs + "&style=hazelcast"), HttpResponse.BodyHandlers.ofString())
			.thenApply((answer) -> {
				assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
				return this.json.readTree(answer.body());
			});
	}

	private JsonNode get(String path) throws IOException, InterruptedException {
		return this.json.readTree(this.client.send(request(path), HttpResponse.BodyHandlers.ofString()).body());
	}

	private HttpRequest request(String path) {
		return HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + path)).build();
	}

}
