package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Report;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import reactor.core.publisher.Mono;

import org.springframework.beans.factory.annotation.Autowired;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

/**
 * A stall shows in the report of the run that it hit. The code that keeps the loop does
 * so until the watchdog has found it.
 */
@LessonTest
class StallTests {

	@Autowired
	private Lessons lessons;

	@Autowired
	private Watchdog watchdog;

	@ParameterizedTest
	@EnumSource(names = { "WEBCLIENT", "ASYNCIO" })
	void aRunShowsWhoStalledItsLoop(Style style) throws Exception {
		Blocking blocking = new Blocking(this.watchdog, System.nanoTime());
		Plan plan = new Plan(blocking, List.of(Job.valueOf("A:1ms")), style, "job");
		Report report = this.lessons.startAdmitted(blocking, plan, (_) -> {
		}).report().get(100, TimeUnit.SECONDS);
		assertThat(report.result().value()).isEqualTo("blocked");
		assertThat(report.stalls()).anySatisfy((stall) -> {
			assertThat(stall.culprit()).startsWith("StallTests$Blocking.block(StallTests.java:");
			assertThat(stall.durationMs()).isGreaterThanOrEqualTo(100);
			assertThat(stall.atMs()).isNotNegative();
			assertThat(stall.loop()).startsWith((style == Style.WEBCLIENT) ? "webclient-" : "asyncio-");
		});
		assertThat(report.toText()).contains("▓ stalled", "StallTests$Blocking.block(StallTests.java:");
		assertThat(report.toSvg()).contains("class=\"stalled\"", "StallTests$Blocking.block(StallTests.java:");
	}

	private record Blocking(Watchdog watchdog, long begin) implements Concept, Lesson {

		@Override
		public String name() {
			return "blocking";
		}

		@Override
		public String description() {
			return "Blocks its loop until the watchdog has seen it.";
		}

		@Override
		public CompletableFuture<?> start(Run run) {
			return (run.plan().style() == Style.ASYNCIO) ? run.onEventLoop(() -> {
				run.coroutines().getFirst().run();
				return block();
			}) : run.monos().getFirst().flatMap((_) -> Mono.fromCallable(this::block)).toFuture();
		}

		private String block() throws InterruptedException {
			CountDownLatch found = new CountDownLatch(1);
			Thread.ofPlatform().daemon().start(() -> {
				await().atMost(Duration.ofSeconds(60)).until(this::isFound);
				found.countDown();
			});
			assertThat(found.await(60, TimeUnit.SECONDS)).isTrue();
			return "blocked";
		}

		@Override
		public Caption caption(Plan plan, int peak) {
			return new Caption("time.sleep(1)", Sentence.of("test", "It blocks."), "/api/event-loop");
		}

		private boolean isFound() {
			return this.watchdog.culprits(this.begin, System.nanoTime())
				.stream()
				.anyMatch((stall) -> String.valueOf(stall.culprit()).contains("Blocking.block"));
		}

	}

}
