package dev.asynclab.collapse;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;

import dev.asynclab.LabTest;
import dev.asynclab.job.Place;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.http.HttpStatus;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The calls for load generators, over HTTP.
 */
@LabTest
class CallApiTests {

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	@Autowired
	private Calls calls;

	@Autowired
	@Qualifier("eventLoopSite")
	private ExperimentSite site;

	@Autowired
	private LoopResources labEventLoop;

	@ParameterizedTest
	@CsvSource({ "event-loop, lab-loop-.*, 1 thread / 0.02 s, 50",
			"asyncio, lab-asyncio/Task-.*, 1 thread / 0.02 s, 50", "async-pool, async-.*, 8 threads / 0.02 s, 400",
			"request-thread, http-nio-.*, 200 threads / 0.02 s, 10000",
			"virtual-thread, virtual-.*, 512 calls at once / 0.02 s, 25600" })
	void blocksTheThreadOfThePlace(String on, String thread, String because, double perSecond) {
		JsonNode answer = get("/api/blocking?delay=20ms&on=" + on, HttpStatus.OK);
		assertThat(answer.at("/on").asString()).isEqualTo(on);
		assertThat(answer.at("/kind").asString()).isEqualTo("blocking");
		assertThat(answer.at("/delayMs").asInt()).isEqualTo(20);
		assertThat(answer.at("/thread").asString()).matches(thread);
		assertThat(answer.at("/predicted/because").asString()).isEqualTo(because);
		assertThat(answer.at("/predicted/perSecond").asDouble()).isEqualTo(perSecond);
	}

	@ParameterizedTest
	@EnumSource
	void blocksAWorkerInstead(Place on) {
		JsonNode answer = get("/api/blocking?delay=20ms&offload=true&on=" + on.id(), HttpStatus.OK);
		assertThat(answer.at("/kind").asString()).isEqualTo("offloaded");
		assertThat(answer.at("/thread").asString()).matches((on == Place.ASYNCIO) ? "asyncio_\\d+" : "offload-\\d+");
		assertThat(answer.at("/predicted/because").asString()).isEqualTo(CallSites.WORKERS + " threads / 0.02 s");
	}

	@ParameterizedTest
	@EnumSource
	void canDoIoBeforeItBlocks(Place on) {
		JsonNode answer = get("/api/blocking?delay=1ms&io=20ms&on=" + on.id(), HttpStatus.OK);
		// A call has its turn in the pool before its I/O, which holds the thread, too.
		if (on == Place.ASYNC_POOL) {
			assertThat(answer.at("/predicted/because").asString()).isEqualTo("8 threads / 0.021 s");
		}
		else {
			assertThat(answer.at("/waitedMs").asDouble()).isGreaterThanOrEqualTo(20);
		}
		get("/api/blocking?delay=1ms&io=20ms&offload=true&on=" + on.id(), HttpStatus.OK);
	}

	@ParameterizedTest
	@EnumSource
	void waitsForTheUpstream(Place on) {
		JsonNode answer = get("/api/nonblocking?delay=20ms&on=" + on.id(), HttpStatus.OK);
		assertThat(answer.at("/on").asString()).isEqualTo(on.id());
		assertThat(answer.at("/kind").asString()).isEqualTo("nonblocking");
		boolean pool = on == Place.ASYNC_POOL;
		assertThat(answer.at("/predicted/because").asString())
			.isEqualTo(pool ? "8 threads / 0.02 s" : "512 calls at once / 0.02 s");
		if (pool) {
			assertThat(answer.at("/thread").asString()).startsWith("async-");
		}
	}

	/**
	 * With the loop's thread held, what waits for it waits, and what does not goes on.
	 */
	@Test
	void aBlockedEventLoopHoldsUpItsCallsAndNoOthers() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		CompletableFuture<?> blocked = new CompletableFuture<>();
		this.labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).forEach((loop) -> loop.execute(() -> {
			blocked.complete(null);
			await(release);
		}));
		blocked.get(30, TimeUnit.SECONDS);
		CompletableFuture<JsonNode> held = CompletableFuture
			.supplyAsync(() -> get("/api/nonblocking?delay=1ms", HttpStatus.OK));
		assertThat(get("/api/blocking?on=virtual-thread&delay=1ms", HttpStatus.OK).at("/kind").asString())
			.isEqualTo("blocking");
		assertThat(held).isNotDone();
		release.countDown();
		assertThat(held.get(30, TimeUnit.SECONDS).at("/thread").asString()).startsWith("lab-loop-");
	}

	@Test
	void refusesTheCallThatIsOneTooMany() throws InterruptedException, ExecutionException, TimeoutException {
		List<Call> held = IntStream.range(0, 512)
			.mapToObj((_) -> this.calls.start(Place.EVENT_LOOP, Kind.NONBLOCKING, Duration.ZERO, Duration.ofMinutes(1),
					null))
			.toList();
		try {
			assertThat(get("/api/nonblocking?delay=1ms", HttpStatus.TOO_MANY_REQUESTS).at("/detail").asString())
				.contains("512 calls");
		}
		finally {
			held.forEach((call) -> call.result().cancel(false));
		}
		assertThat(get("/api/nonblocking?delay=1ms", HttpStatus.OK).at("/kind").asString()).isEqualTo("nonblocking");
	}

	@Test
	void endingAnExperimentEndsItsCallsAndNoOthers() throws Exception {
		this.calls.open("mine", this.site.calls());
		Call mine = this.calls.start(Place.EVENT_LOOP, Kind.NONBLOCKING, Duration.ZERO, Duration.ofMinutes(1), "mine");
		Call other = this.calls.start(Place.EVENT_LOOP, Kind.NONBLOCKING, Duration.ZERO, Duration.ofMillis(1), null);
		this.calls.close("mine");
		assertThat(mine.result()).isCancelled();
		assertThat(other.result().get(30, TimeUnit.SECONDS)).startsWith("lab-loop-");
		assertThat(this.calls.start(Place.EVENT_LOOP, Kind.NONBLOCKING, Duration.ZERO, Duration.ofMinutes(1), "mine")
			.result()).isCompletedExceptionally();
	}

	@ParameterizedTest
	@ValueSource(strings = { "/api/blocking?delay=0ms", "/api/blocking?delay=4001ms", "/api/blocking?delay=-1s",
			"/api/nonblocking?delay=61s", "/api/nonblocking?delay=1us", "/api/blocking?on=webclient",
			"/api/blocking?offload=perhaps", "/api/blocking?io=5s", "/api/blocking?io=-1ms",
			"/api/nonblocking?offload=true" })
	void refusesBadInput(String path) {
		assertThat(get(path, HttpStatus.BAD_REQUEST).at("/parameter").asString()).isIn("delay", "io", "on", "offload");
	}

	private JsonNode get(String path, HttpStatus status) {
		return this.json.readTree(Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()));
	}

	private static void await(CountDownLatch latch) {
		try {
			latch.await();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

}
