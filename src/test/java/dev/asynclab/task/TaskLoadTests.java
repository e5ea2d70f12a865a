package dev.asynclab.task;

import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import dev.asynclab.job.Style;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * As many tasks as may be alive, created, listed, awaited and cancelled by a hundred
 * clients at once. None of the long ones ends by itself, however slow the machine is.
 */
@LabTest
@Timeout(600)
@TestPropertySource(properties = { "asynclab.limits.delay=30m", "asynclab.limits.run-time=40m",
		"asynclab.limits.tasks-kept=1200", "asynclab.upstream.max-delay=30m", "asynclab.upstream.response-timeout=10m",
		"asynclab.upstream.connect-timeout=5m", "asynclab.upstream.max-connections=200" })
class TaskLoadTests {

	private static final List<Style> STYLES = Style.local();

	private static final int CLIENTS = 100;

	private static final int EACH = 100;

	private static final int SHORT = 4;

	private static final Duration CEILING = Duration.ofSeconds(60);

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private Tasks tasks;

	@LocalServerPort
	private int port;

	@Test
	void tenThousandTasksOfAHundredClientsAddUp() throws Exception {
		try (TaskClient client = new TaskClient(this.port);
				ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
			all(threads, (index) -> () -> createAndAwait(client, index))
				.forEach((done) -> assertThat(done).isEqualTo(SHORT));
			List<List<String>> created = all(threads, (_) -> () -> create(client));
			assertThat(created.stream().flatMap(List::stream)).hasSize(CLIENTS * EACH).doesNotHaveDuplicates();
			assertThat(alive()).isEqualTo(CLIENTS * EACH);
			all(threads, (_) -> () -> client.post("{\"delay\": \"0ms\"}")).forEach(TaskLoadTests::assertRefused);
			assertThat(listed(client)).isEqualTo(CLIENTS * EACH + CLIENTS * SHORT);
			List<Integer> cancelled = all(threads, (index) -> () -> cancelAndAwait(client, created.get(index)));
			assertThat(cancelled).allMatch((count) -> count == EACH);
			JsonNode states = client.json("/api/tasks?limit=1").at("/states");
			assertThat(states.at("/cancelled").asInt()).isEqualTo(CLIENTS * EACH);
			assertThat(states.at("/done").asInt()).isEqualTo(CLIENTS * SHORT);
			assertThat(states.valueStream().mapToInt(JsonNode::asInt).sum()).isEqualTo(CLIENTS * (EACH + SHORT));
			assertThat(alive()).isZero();
			assertThat(listed(client)).isEqualTo(1200);
		}
		assertThat(this.meters.get("asynclab.admitted.tasks").gauge().value()).isZero();
		assertThat(this.meters.get("executor.queued").tag("name", "asyncPoolExecutor").gauge().value()).isZero();
		await().atMost(CEILING).until(() -> this.meters.get("asynclab.upstream.inflight").gauge().value() == 0);
	}

	private static int createAndAwait(TaskClient client, int index) throws Exception {
		int done = 0;
		for (Style style : STYLES) {
			String task = client.create("{\"delay\": \"" + index + "ms\", \"style\": \"" + style.id() + "\"}");
			JsonNode end = client.await(task).get(300, TimeUnit.SECONDS);
			done += end.at("/state").asString().equals("done") ? 1 : 0;
		}
		return done;
	}

	private static List<String> create(TaskClient client) throws Exception {
		List<String> created = new ArrayList<>();
		for (int index = 0; index < EACH; index++) {
			Style style = STYLES.get(index % STYLES.size());
			created.add(client.create("{\"delay\": \"30m\", \"style\": \"" + style.id() + "\"}"));
		}
		return created;
	}

	/**
	 * Cancels each task while it is alive, and awaits its end; counts those that end
	 * cancelled.
	 */
	private int cancelAndAwait(TaskClient client, List<String> created) throws Exception {
		int cancelled = 0;
		for (String task : created) {
			// Found before it ends, since only the last ones are kept.
			CompletableFuture<TaskView> end = this.tasks.find(id(task)).ended();
			assertThat(client.delete(task).at("/accepted").asBoolean()).isTrue();
			cancelled += (end.get(300, TimeUnit.SECONDS).state() == State.CANCELLED) ? 1 : 0;
		}
		return cancelled;
	}

	private static long id(String task) {
		return Long.parseLong(task.substring("/api/tasks/".length()));
	}

	private static int listed(TaskClient client) throws Exception {
		int listed = 0;
		long after = 0;
		JsonNode page = client.json("/api/tasks?limit=1000").at("/tasks");
		while (!page.isEmpty()) {
			listed += page.size();
			after = page.get(page.size() - 1).at("/id").asLong();
			page = client.json("/api/tasks?limit=1000&after=" + after).at("/tasks");
		}
		return listed;
	}

	private static void assertRefused(HttpResponse<String> answer) {
		assertThat(answer.statusCode()).isEqualTo(429);
		assertThat(answer.headers().firstValue("Retry-After")).hasValue("1");
		assertThat(answer.body()).contains("10000 tasks are alive");
	}

	private double alive() {
		return this.meters.get("asynclab.tasks").gauges().stream().mapToDouble((gauge) -> gauge.value()).sum();
	}

	private static <T> List<T> all(ExecutorService threads, IntFunction<Callable<T>> clients) throws Exception {
		List<Future<T>> answers = IntStream.range(0, CLIENTS)
			.mapToObj((index) -> threads.submit(clients.apply(index)))
			.toList();
		List<T> results = new ArrayList<>();
		for (Future<T> answer : answers) {
			results.add(answer.get(300, TimeUnit.SECONDS));
		}
		return results;
	}

}
