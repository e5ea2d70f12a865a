package dev.asynclab.load;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import reactor.core.publisher.Mono;
import reactor.core.publisher.Sinks;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

/**
 * Tests for {@link Traffic} and {@link LoadClient}, against a server that holds its
 * answers as long as a test wants.
 */
@Timeout(60)
class TrafficTests {

	private static final Duration CEILING = Duration.ofSeconds(30);

	private static final Duration PHASE = Duration.ofMillis(250);

	private final Queue<String> received = new ConcurrentLinkedQueue<>();

	private final Queue<String> names = new ConcurrentLinkedQueue<>();

	private final AtomicInteger open = new AtomicInteger();

	private final Sinks.Empty<Void> release = Sinks.empty();

	private final AtomicBoolean stopped = new AtomicBoolean();

	private final List<Point> heard = new ArrayList<>();

	private final DisposableServer server = HttpServer.create()
		.host("localhost")
		.port(0)
		.doOnConnection((connection) -> {
			this.open.incrementAndGet();
			connection.onDispose(this.open::decrementAndGet);
		})
		.handle(this::answer)
		.bindNow();

	private final LoadClient client = client();

	private final Traffic traffic = traffic();

	private LoadClient client() {
		return new LoadClient("traffic-test", (InetSocketAddress) this.server.address(), 100, Duration.ofSeconds(30),
				"the experiment");
	}

	private Traffic traffic() {
		return new Traffic(this.client, this.stopped::get, this.heard::add);
	}

	private Mono<Void> answer(HttpServerRequest request, HttpServerResponse response) {
		this.received.add(request.uri() + " " + request.requestHeaders().get(LoadClient.EXPERIMENT));
		this.names.add(String.valueOf(request.requestHeaders().get("X-Name")));
		if (request.uri().startsWith("/held")) {
			return this.release.asMono().then(response.send());
		}
		return response.status(request.uri().startsWith("/refused") ? 429 : 200).send();
	}

	@BeforeEach
	void nothingWasSent() {
		assertThat(this.received).isEmpty();
	}

	@AfterEach
	void close() {
		this.client.close();
		this.server.disposeNow();
	}

	@Test
	void sendsEachRequestOnceAndCountsItsAnswer() {
		Stretch stretch = this.traffic.run("only", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (number) -> "/" + number,
				() -> true);
		this.traffic.drain(CEILING);
		assertThat(this.received).containsExactlyInAnyOrder("/0 the experiment", "/1 the experiment",
				"/2 the experiment", "/3 the experiment", "/4 the experiment");
		assertThat(stretch.tally().sent()).isEqualTo(5);
		assertThat(stretch.tally().completed()).isEqualTo(5);
		assertThat(stretch.tally().failed()).isZero();
		assertThat(stretch.unanswered()).isZero();
		assertThat(stretch.lastAnswerNanos()).isNotNull();
		assertThat(this.traffic.inFlight()).isZero();
		assertThat(this.heard).isNotEmpty().isEqualTo(this.traffic.points()).allSatisfy((point) -> {
			assertThat(point.phase()).isEqualTo("only");
			assertThat(point.predicted()).isEqualTo(20);
		});
	}

	@Test
	void sendsTheNextEvenIfNoneIsAnswered() {
		Stretch stretch = this.traffic.run("held", 20, Arrivals.CONSTANT.times(20, 0), PHASE,
				(number) -> "/held/" + number, () -> true);
		assertThat(stretch.tally().sent()).isEqualTo(5);
		assertThat(stretch.unanswered()).isEqualTo(5);
		assertThat(stretch.tally().peakInFlight()).isEqualTo(5);
		assertThat(stretch.completed()).isZero();
		this.release.tryEmitEmpty();
		this.traffic.drain(CEILING);
		assertThat(stretch.unanswered()).isZero();
		assertThat(stretch.tally().completed()).isEqualTo(5);
		assertThat(stretch.completed()).as("by its end").isZero();
	}

	@Test
	void aLateAnswerCountsInThePhaseInWhichItComes() {
		Stretch first = this.traffic.run("first", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (_) -> "/held",
				() -> true);
		Stretch second = this.traffic.run("second", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (number) -> {
			this.release.tryEmitEmpty();
			return "/" + number;
		}, () -> true);
		this.traffic.drain(CEILING);
		assertThat(first.unanswered()).isZero();
		assertThat(first.tally().completed()).isZero();
		assertThat(second.tally().sent()).isEqualTo(5);
		assertThat(second.tally().completed()).isEqualTo(10);
		assertThat(this.heard).extracting(Point::phase).contains("first", "second");
	}

	@Test
	void aPhaseGoesOnUntilItMayEnd() {
		Stretch stretch = this.traffic.run("long", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (number) -> "/" + number,
				() -> this.received.size() >= 8);
		assertThat(stretch.tally().sent()).isGreaterThanOrEqualTo(8);
	}

	@Test
	void latencyCountsFromWhenARequestWasMeantToBeSent() {
		// The first path comes late, and so do the requests after it.
		Stretch stretch = this.traffic.run("late", 1000, Arrivals.CONSTANT.times(1000, 0), Duration.ofMillis(2),
				(number) -> {
					long end = System.nanoTime() + Duration.ofMillis(80).toNanos();
					while (number == 0 && System.nanoTime() < end) {
						Thread.onSpinWait();
					}
					return "/" + number;
				}, () -> true);
		this.traffic.drain(CEILING);
		assertThat(stretch.tally().sent()).isEqualTo(2);
		assertThat(stretch.tally().latencyMs(0)).isGreaterThanOrEqualTo(78);
	}

	@Test
	void countsFailuresByTheirStatusOrKind() {
		Stretch stretch = this.traffic.run("failing", 20, Arrivals.CONSTANT.times(20, 0), PHASE,
				(number) -> (number < 2) ? "/refused" : "/", () -> true);
		this.traffic.drain(CEILING);
		assertThat(stretch.tally().errors()).containsExactly(Map.entry("429", 2L));
		assertThat(stretch.tally().failed()).isEqualTo(2);
		assertThat(stretch.tally().completed()).isEqualTo(3);
	}

	@Test
	void theWarmUpWaitsForABacklogAndCountsNowhere() {
		this.release.tryEmitEmpty();
		this.traffic.warmUp(Arrivals.CONSTANT.times(1000, 0), new WarmUp(20, 0, () -> 0), CEILING, 0,
				(number) -> "/held/" + number);
		this.traffic.drain(CEILING);
		assertThat(this.received).hasSizeGreaterThanOrEqualTo(60);
		Stretch stretch = this.traffic.run("real", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (number) -> "/" + number,
				() -> true);
		assertThat(stretch.tally().sent()).isEqualTo(5);
	}

	@Test
	void theWarmUpEndsThoughTheBacklogStays() {
		this.traffic.warmUp(Arrivals.CONSTANT.times(1000, 0), new WarmUp(20, 0, () -> 0), Duration.ofMillis(50), 2,
				(_) -> "/held");
		assertThat(this.traffic.inFlight()).isEqualTo(3);
	}

	@Test
	void sendsNoMoreOnceItIsStopped() {
		Stretch stretch = this.traffic.run("stopped", 100, Arrivals.CONSTANT.times(100, 0), Duration.ofHours(1),
				(number) -> {
					this.stopped.set(number == 2);
					return "/held";
				}, () -> false);
		assertThat(stretch.tally().sent()).isEqualTo(3);
		this.traffic.drain(Duration.ofHours(1));
		assertThat(this.traffic.inFlight()).isEqualTo(3);
	}

	@Test
	void closingTheClientEndsItsRequestsAndItsThread() {
		this.traffic.run("held", 20, Arrivals.CONSTANT.times(20, 0), PHASE, (_) -> "/held", () -> true);
		await().atMost(CEILING).until(() -> this.received.size() == 5);
		this.client.close();
		await().atMost(CEILING)
			.until(() -> Thread.getAllStackTraces()
				.keySet()
				.stream()
				.noneMatch((thread) -> thread.getName().startsWith("traffic-test")));
	}

	@Test
	void aClientThatGivesUpHangsUp() throws Exception {
		CompletableFuture<@Nullable Integer> answer = this.client.status("/held", Map.of("X-Name", "value"));
		await().atMost(CEILING).until(() -> this.received.size() == 1);
		assertThat(answer).isNotDone();
		assertThat(this.open).hasValue(1);
		answer.cancel(true);
		await().atMost(CEILING).untilAtomic(this.open, equalTo(0));
	}

	@Test
	void aStatusIsToldAsItIs() throws Exception {
		assertThat(this.client.status("/refused", Map.of()).get(30, TimeUnit.SECONDS)).isEqualTo(429);
		assertThat(this.client.status("/", Map.of("X-Name", "value")).get(30, TimeUnit.SECONDS)).isEqualTo(200);
		assertThat(this.names).containsExactly("null", "value");
	}

	@Test
	void closingTheClientEndsTheWaitForAStatus() throws Exception {
		CompletableFuture<@Nullable Integer> answer = this.client.status("/held", Map.of());
		await().atMost(CEILING).until(() -> this.received.size() == 1);
		this.client.close();
		assertThat(answer.get(30, TimeUnit.SECONDS)).isNull();
	}

}
