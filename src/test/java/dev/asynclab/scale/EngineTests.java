package dev.asynclab.scale;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import org.awaitility.Awaitility;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * What every {@link Engine} does.
 */
@Timeout(120)
class EngineTests {

	private static final int TASKS = 100;

	private static final Duration FOREVER = Duration.ofHours(1);

	static Stream<Engine> engines() {
		return Stream.of(new WheelTimer(), new ReactorDelay(), new AsyncioSleeps(), SleepingThreads.onVirtualThreads(),
				SleepingThreads.onPool(TASKS));
	}

	@ParameterizedTest
	@MethodSource("engines")
	void givesEachTaskItsOwnResult(Engine engine) throws Exception {
		Journal journal = new Journal(TASKS);
		assertThat(engine.run(journal, Duration.ofMillis(1))).isEqualTo(IntStream.range(0, TASKS).boxed().toList());
		assertThat(journal.countStarted()).isEqualTo(TASKS);
		assertThat(journal.countEnded()).isEqualTo(TASKS);
	}

	@ParameterizedTest
	@MethodSource("engines")
	void anInterruptCancelsAllTasks(Engine engine) {
		Journal journal = new Journal(TASKS);
		FutureTask<List<Integer>> run = new FutureTask<>(() -> engine.run(journal, FOREVER));
		CompletableFuture<?> ended = new CompletableFuture<>();
		Thread thread = Thread.ofPlatform().start(() -> {
			run.run();
			ended.complete(null);
		});
		Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> journal.countStarted() == TASKS);
		thread.interrupt();
		assertThat(ended).succeedsWithin(60, TimeUnit.SECONDS);
		assertThatExceptionOfType(ExecutionException.class).isThrownBy(() -> run.get(60, TimeUnit.SECONDS))
			.withCauseInstanceOf(InterruptedException.class);
		assertThat(journal.countEnded()).isZero();
	}

}
