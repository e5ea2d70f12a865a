package dev.asynclab.eventloop;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.asynclab.LabTest;
import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.eventloop.LoopStall.Frame;
import dev.asynclab.eventloop.Watchdog.Watch;
import io.micrometer.core.instrument.MeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import reactor.netty.resources.LoopResources;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * The watchdog with real loops, whose threads are held until it has found who holds them.
 */
@LabTest
class WatchdogTests {

	private static final Duration CEILING = Duration.ofSeconds(60);

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private Watchdog watchdog;

	@Autowired
	private LoopResources labEventLoop;

	@Autowired
	private MeterRegistry meters;

	@Autowired
	private RestTestClient client;

	@Test
	void findsWhoKeepsTheEventLoopOfWebClient() throws Exception {
		CountDownLatch release = new CountDownLatch(1);
		long begin = System.nanoTime();
		double before = counted("webclient");
		CompletableFuture<?> done = CompletableFuture.runAsync(() -> hold(release),
				this.labEventLoop.onClient(LoopResources.DEFAULT_NATIVE).next());
		try {
			await().atMost(CEILING)
				.untilAsserted(() -> assertThat(stall("webclient-1").at("/ongoing").asBoolean()).isTrue());
		}
		finally {
			release.countDown();
		}
		done.get(60, TimeUnit.SECONDS);
		await().atMost(CEILING)
			.untilAsserted(() -> assertThat(stall("webclient-1").at("/ongoing").asBoolean(true)).isFalse());
		JsonNode stall = stall("webclient-1");
		assertThat(stall.at("/durationMs").asDouble()).isGreaterThanOrEqualTo(100);
		assertThat(stall.at("/culprit/type").asString()).isEqualTo(WatchdogTests.class.getName());
		assertThat(stall.at("/culprit/method").asString()).isEqualTo("hold");
		assertThat(stall.at("/culprit/file").asString()).isEqualTo("WatchdogTests.java");
		assertThat(stall.at("/culprit/line").asInt()).isPositive();
		assertThat(stall.at("/stack/0").asString()).contains("WatchdogTests.hold");
		assertThat(counted("webclient")).isGreaterThan(before);
		assertThat(this.meters.get("asynclab.eventloop.lag").tag("loop", "webclient").timer().count()).isPositive();
		assertThat(this.watchdog.longestLagNanos(null, begin, System.nanoTime())).isGreaterThanOrEqualTo(100_000_000);
		assertThat(text()).contains("WatchdogTests.hold(WatchdogTests.java:");
	}

	@Test
	void findsWhichTaskKeepsAnAsyncioLoop() {
		EventLoop loop = new EventLoop();
		long begin = System.nanoTime();
		try (Watch watch = this.watchdog.watch("asyncio-test", loop)) {
			Asyncio.run(loop, () -> {
				Asyncio.createTask("victim", () -> Asyncio.sleep(Duration.ofHours(1)));
				Asyncio.createTask("villain", () -> holdUntilFound(begin));
				Asyncio.sleep(Duration.ofMillis(1));
			});
			assertThat(watch.name()).isEqualTo("asyncio-test");
		}
		assertThat(this.watchdog.culprits("asyncio-test", begin, System.nanoTime())).singleElement()
			.satisfies((stall) -> {
				assertThat(stall.thread()).isEqualTo("villain");
				assertThat(String.valueOf(stall.culprit())).startsWith("WatchdogTests.");
				assertThat(stall.ongoing()).isFalse();
			});
		assertThat(this.watchdog.culprits(null, begin, System.nanoTime()))
			.noneMatch((stall) -> stall.loop().equals("asyncio-test"));
		assertThat(this.watchdog.lags()).noneMatch((lag) -> lag.name().equals("asyncio-test"));
	}

	@Test
	@ExtendWith(OutputCaptureExtension.class)
	void logsTheStackOfALineOfCodeOnceAndCountsAfterThat(CapturedOutput output) {
		Frame culprit = new Frame("shop.Cart", "total", "Cart.java", (int) (System.nanoTime() & 0xffff));
		LoopStall stall = new LoopStall("loop", Cause.CULPRIT, Instant.EPOCH, 300, false, 0, culprit, "thread", 3,
				List.of("shop.Cart.total", "shop.Shop.checkout"), 0, 1);
		WatchedLoop loop = new WatchedAsyncio("loop", new EventLoop());
		for (int times = 0; times < 150; times++) {
			this.watchdog.stall(stall, loop);
		}
		assertThat(output.toString().lines().filter((line) -> line.contains(culprit.toString()))).satisfiesExactly(
				(line) -> assertThat(line).contains("Executing", "took 0.300 seconds"),
				(line) -> assertThat(line).contains("10 times"), (line) -> assertThat(line).contains("100 times"));
		assertThat(output.toString().lines().filter((line) -> line.contains("shop.Shop.checkout"))).hasSize(1);
	}

	// Keeps the loop, in one place, until the watchdog says so.
	private void holdUntilFound(long begin) {
		CountDownLatch found = new CountDownLatch(1);
		Thread.startVirtualThread(() -> {
			await().atMost(CEILING)
				.until(() -> !this.watchdog.culprits("asyncio-test", begin, System.nanoTime()).isEmpty());
			found.countDown();
		});
		hold(found);
	}

	private static void hold(CountDownLatch release) {
		try {
			assertThat(release.await(60, TimeUnit.SECONDS)).isTrue();
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
	}

	private JsonNode stall(String loop) {
		return this.json.readTree(body("application/json"))
			.at("/stalls")
			.valueStream()
			.filter((stall) -> stall.at("/loop").asString().equals(loop))
			.filter((stall) -> stall.at("/culprit/method").asString("").equals("hold"))
			.findFirst()
			.orElse(this.json.missingNode());
	}

	private String text() {
		return body("text/plain");
	}

	private String body(String type) {
		return String.valueOf(this.client.get()
			.uri("/api/event-loop")
			.header("Accept", type)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	private double counted(String loop) {
		return this.meters.find("asynclab.eventloop.stalls")
			.tag("loop", loop)
			.tag("cause", "culprit")
			.counters()
			.stream()
			.mapToDouble((counter) -> counter.count())
			.sum();
	}

}
