package dev.asynclab.cpubound;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CpuBoundRun}.
 */
@Timeout(120)
class CpuBoundRunTests {

	@Test
	void aRunThatIsStoppedWaitsForItsJobs() throws InterruptedException {
		CompletableFuture<List<CpuSite.Computed>> jobs = new CompletableFuture<>();
		CountDownLatch started = new CountDownLatch(1);
		CpuSite site = new CpuSite(Place.ASYNC_POOL, (_, _) -> {
			started.countDown();
			return jobs;
		}, Place.EVENT_LOOP, CpuBoundRunTests::beat, "", Sentence.of("cpu.pool", ""), "");
		CpuBoundRun run = new CpuBoundRun(site, 1, 1, Duration.ofSeconds(60), mock(OwnServer.class),
				mock(Watchdog.class));
		FutureTask<CpuBoundReport> call = new FutureTask<>(run::call);
		Thread thread = Thread.ofPlatform().start(call);
		assertThat(started.await(60, TimeUnit.SECONDS)).isTrue();
		await().until(() -> thread.getState() == Thread.State.TIMED_WAITING);
		thread.interrupt();
		await().until(() -> jobs.getNumberOfDependents() > 0 || call.isDone());
		assertThat(call).isNotDone();
		jobs.complete(List.of());
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(call::get)
			.withCauseInstanceOf(InterruptedException.class);
	}

	private static void beat(Pulse pulse) {
		Thread.ofPlatform().daemon().start(() -> {
			while (!pulse.isStopped()) {
				pulse.beat();
				Thread.onSpinWait();
			}
		});
	}

}
