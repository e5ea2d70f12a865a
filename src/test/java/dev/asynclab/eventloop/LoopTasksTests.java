package dev.asynclab.eventloop;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

import dev.asynclab.LabTest;
import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CallGraph;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.asyncio.Task;
import dev.asynclab.asyncio.VoidCoroutine;
import dev.asynclab.eventloop.Watchdog.Watch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import reactor.core.publisher.Sinks;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.awaitility.Awaitility.await;

/**
 * Who waits for whom, in loops that are held until it was seen.
 */
@LabTest
class LoopTasksTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	@Autowired
	private Watchdog watchdog;

	@Autowired
	private RestTestClient client;

	@LocalServerPort
	private int port;

	@Test
	void answersWhileATaskBlocksTheLoop() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> run = run("blocked", () -> {
			Task<?> victim = Asyncio.createTask("victim", () -> Asyncio.sleep(Duration.ofHours(1)));
			Task<?> villain = Asyncio.createTask("villain", () -> hold(blocked, release));
			Asyncio.createTask("late", () -> Asyncio.sleep(Duration.ZERO));
			Asyncio.createTask("root", () -> Asyncio.gather(victim, villain));
			Asyncio.sleep(Duration.ZERO);
			victim.cancel();
		});
		try {
			assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
			JsonNode victim = task("blocked", "victim");
			assertThat(victim.get("state").asString()).isEqualTo("awaiting");
			assertThat(victim.get("awaits").asString()).isEqualTo("Asyncio.sleep()");
			assertThat(victim.get("line").asString()).matches("LoopTasksTests\\..*\\(LoopTasksTests\\.java:\\d+\\)");
			assertThat(victim.get("sinceMs").asDouble()).isNotNegative();
			JsonNode villain = task("blocked", "villain");
			assertThat(villain.get("state").asString()).isEqualTo("blocking");
			assertThat(villain.get("awaits").isNull()).isTrue();
			assertThat(villain.get("line").asString()).startsWith("LoopTasksTests.hold(LoopTasksTests.java:");
			double before = villain.get("sinceMs").asDouble();
			await().atMost(CEILING).until(() -> task("blocked", "villain").get("sinceMs").asDouble() > before);
			assertThat(task("blocked", "late").get("state").asString()).isEqualTo("queued");
			assertThat(task("blocked", "late").get("line").isNull()).isTrue();
			assertThat(text()).contains("hold -> answersWhile",
					"└── (T) villain\n    └── answersWhileATaskBlocksTheLoop LoopTasksTests.java:");
		}
		finally {
			release.countDown();
		}
		run.get(60, TimeUnit.SECONDS);
		assertThat(tasks("blocked")).isEmpty();
	}

	@Test
	void namesADeadlock() throws Exception {
		CompletableFuture<EventLoop> circle = new CompletableFuture<>();
		CompletableFuture<?> run = run("circle", () -> {
			List<Task<?>> tasks = new ArrayList<>();
			tasks.add(Asyncio.createTask("one", () -> Asyncio.await(tasks.get(1))));
			tasks.add(Asyncio.createTask("two", () -> Asyncio.gather(List.of(tasks.get(0)))));
			Asyncio.createTask("victim", () -> Asyncio.await(tasks.get(0)));
			circle.complete(EventLoop.running());
			Asyncio.wait(tasks);
		});
		await().atMost(CEILING)
			.untilAsserted(
					() -> assertThat(strings(task("circle", "one").get("deadlock"))).containsExactly("one", "two"));
		assertThat(strings(task("circle", "two").get("deadlock"))).containsExactly("one", "two");
		assertThat(task("circle", "two").get("awaits").asString()).isEqualTo("Asyncio.gather(one)");
		assertThat(strings(task("circle", "one").get("awaitedBy"))).containsExactlyInAnyOrder("two", "victim",
				task("circle", 0).get("task").asString());
		assertThat(task("circle", "victim").get("deadlock").isNull()).isTrue();
		assertThat(text()).contains("deadlock: one → two → one\n");
		EventLoop loop = circle.get(60, TimeUnit.SECONDS);
		loop.callSoonThreadsafe(() -> loop.allTasks().forEach(Task::cancel));
		// As in Python, whose tasks can't be cancelled then either.
		assertThat(catchThrowable(() -> run.get(60, TimeUnit.SECONDS)))
			.hasMessageContaining("maximum recursion depth exceeded");
	}

	@Test
	void showsAScenarioOnTheRealClock() {
		HttpClient http = HttpClient.newHttpClient();
		// The first request asks for HTTP/2, which one with a body can't.
		http.sendAsync(HttpRequest.newBuilder(uri("/actuator/health")).build(), BodyHandlers.discarding()).join();
		CompletableFuture<?> answer = http.sendAsync(HttpRequest.newBuilder(uri("/api/scenarios"))
			.header("Content-Type", "application/json")
			.POST(HttpRequest.BodyPublishers.ofString("""
					{"tasks": [{"name": "sleeper", "delayMs": 60000}, {"name": "getter", "then": "get"}],
					 "combinator": "taskgroup"}"""))
			.build(), BodyHandlers.discarding());
		await().atMost(CEILING)
			.untilAsserted(
					() -> assertThat(tasks(null)).filteredOn((task) -> task.get("task").asString().equals("getter"))
						.extracting((task) -> task.get("awaits").asString())
						.containsExactly("Queue.get()"));
		String loop = find("sleeper").get("loop").asString();
		assertThat(loop).startsWith("asyncio-");
		assertThat(find("sleeper").get("awaits").asString()).isEqualTo("Asyncio.sleep()");
		assertThat(strings(find("sleeper").get("awaitedBy"))).containsExactly("outer");
		assertThat(task(loop, "outer").get("awaits").asString()).isEqualTo("Asyncio.taskGroup(sleeper, getter)");
		answer.cancel(true);
		await().atMost(CEILING).untilAsserted(() -> assertThat(tasks(loop)).isEmpty());
	}

	@Test
	void showsATaskOfStyleAsyncio() {
		String id = read(this.client.post()
			.uri("/api/tasks")
			.contentType(MediaType.APPLICATION_JSON)
			.body("{\"name\": \"named\", \"delay\": \"60s\", \"style\": \"asyncio\"}")
			.exchange()
			.expectBody()
			.returnResult()
			.getResponseBody()).get("id").asString();
		await().atMost(CEILING).untilAsserted(() -> assertThat(tasks(null)).anySatisfy((task) -> {
			assertThat(task.get("loop").asString()).startsWith("asyncio-");
			assertThat(task.get("state").asString()).isEqualTo("awaiting");
			assertThat(task.get("task").asString()).isEqualTo("named");
			assertThat(task.get("line").asString()).startsWith("AsyncioStarter.call(AsyncioStarter.java:");
		}));
		this.client.delete().uri("/api/tasks/" + id).exchange().expectStatus().isAccepted();
	}

	@Test
	void listsNoMoreThanItsLimit() throws Exception {
		CountDownLatch blocked = new CountDownLatch(1);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> run = run("many", () -> {
			for (int i = 0; i < 50; i++) {
				Asyncio.createTask("many-" + i, () -> Asyncio.sleep(Duration.ofHours(1)));
			}
			Asyncio.sleep(Duration.ZERO);
			hold(blocked, release);
		});
		try {
			assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
			assertThat(get("/api/event-loop/tasks?limit=7")).hasSize(7);
			assertThat(tasks("many")).hasSize(51);
			assertThat(text()).contains("(T) many-49").doesNotContain("more");
			assertThat(text("&limit=20")).containsPattern("and \\d+ more\n");
			assertThat(text().lines()).allMatch((line) -> line.length() <= 80);
		}
		finally {
			release.countDown();
		}
		run.get(60, TimeUnit.SECONDS);
		this.client.get().uri("/api/event-loop/tasks?limit=0").exchange().expectStatus().isBadRequest();
	}

	@Test
	void leavesLoopsWithoutRowsOut() throws Exception {
		CountDownLatch blocked = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> first = run("first", () -> hold(blocked, release));
		CompletableFuture<?> second = run("second", () -> hold(blocked, release));
		try {
			assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
			LoopTasks tasks = LoopTasks.capture(watched("first", "second"), 1);
			assertThat(tasks.toText()).startsWith("first\n")
				.endsWith("\n\nand 1 more in 1 other loop\n")
				.doesNotContain("second");
		}
		finally {
			release.countDown();
		}
		first.get(60, TimeUnit.SECONDS);
		second.get(60, TimeUnit.SECONDS);
		assertThat(LoopTasks.capture(List.of(), 1).toText()).isEqualTo("No task of an asyncio loop is under way.\n");
	}

	@Test
	void showsTheOtherLoopsIfOneChangesTooFast() throws Exception {
		CountDownLatch blocked = new CountDownLatch(2);
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> fast = run("fast", () -> hold(blocked, release));
		CompletableFuture<?> slow = run("slow", () -> hold(blocked, release));
		try {
			assertThat(blocked.await(60, TimeUnit.SECONDS)).isTrue();
			List<WatchedAsyncio> watched = watched("fast", "slow");
			LoopTasks tasks = LoopTasks.capture(watched, 10, (loop) -> {
				if (loop.equals(watched.getFirst().loop())) {
					throw new IllegalStateException("the tasks change all the time");
				}
				return CallGraph.capture(loop);
			});
			JsonNode json = JsonMapper.shared().valueToTree(tasks);
			assertThat(json.path(0).get("loop").asString()).isEqualTo("slow");
			assertThat(json.path(0).get("state").asString()).isEqualTo("blocking");
			assertThat(json.path(1)).hasToString("{\"loop\":\"fast\",\"changing\":true}");
			assertThat(json).hasSize(2);
			assertThat(tasks.toText()).startsWith("slow\n").endsWith("\nfast\nIts tasks change too fast to be seen.\n");
		}
		finally {
			release.countDown();
		}
		fast.get(60, TimeUnit.SECONDS);
		slow.get(60, TimeUnit.SECONDS);
	}

	@Test
	void showsTheUsersLineThatCallsALibrary() throws Exception {
		Sinks.One<String> release = Sinks.one();
		CompletableFuture<?> run = run("library", () -> release.asMono().block());
		try {
			await().atMost(CEILING).untilAsserted(() -> {
				JsonNode task = task("library", 0);
				assertThat(task.get("stack").path(0).asString()).startsWith("blockingGet Blocking");
				assertThat(task.get("line").asString()).startsWith("LoopTasksTests.");
			});
			assertThat(text()).contains("block -> showsTheUsers").doesNotContain("blockingGet");
		}
		finally {
			release.tryEmitValue("");
		}
		run.get(60, TimeUnit.SECONDS);
	}

	private List<WatchedAsyncio> watched(String... names) {
		return Stream.of(names)
			.map((name) -> this.watchdog.asyncioLoops()
				.stream()
				.filter((each) -> each.name().equals(name))
				.findFirst()
				.orElseThrow())
			.toList();
	}

	private CompletableFuture<?> run(String name, VoidCoroutine main) {
		return CompletableFuture.runAsync(() -> {
			EventLoop loop = new EventLoop();
			try (Watch _ = this.watchdog.watch(name, loop)) {
				Asyncio.run(loop, main);
			}
		}, (code) -> Thread.ofPlatform().name(name).daemon().start(code));
	}

	private static void hold(CountDownLatch blocked, CountDownLatch release) throws InterruptedException {
		blocked.countDown();
		assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
	}

	private URI uri(String path) {
		return URI.create("http://localhost:" + this.port + path);
	}

	private JsonNode find(String task) {
		return tasks(null).stream()
			.filter((each) -> each.get("task").asString().equals(task))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode task(String loop, String task) {
		return tasks(loop).stream()
			.filter((each) -> each.get("task").asString().equals(task))
			.findFirst()
			.orElseThrow();
	}

	private JsonNode task(String loop, int index) {
		return tasks(loop).get(index);
	}

	private List<JsonNode> tasks(@Nullable String loop) {
		return get("/api/event-loop/tasks").valueStream()
			.filter((task) -> loop == null || task.get("loop").asString().equals(loop))
			.toList();
	}

	private static List<String> strings(JsonNode array) {
		return array.valueStream().map(JsonNode::asString).toList();
	}

	private JsonNode get(String path) {
		return read(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody()
			.returnResult()
			.getResponseBody());
	}

	private static JsonNode read(byte @Nullable [] body) {
		return JsonMapper.shared().readTree(Objects.requireNonNull(body));
	}

	private String text() {
		return text("");
	}

	private String text(String query) {
		return Objects.requireNonNull(this.client.get()
			.uri("/api/event-loop/tasks?format=text" + query)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

}
