package dev.asynclab.storm.cure;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.RejectedExecutionException;

import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * Tests for {@link Deadline}.
 */
class DeadlineTests {

	private final Deadline deadline = new Deadline(Duration.ofMinutes(1));

	@Test
	void workThatCanEndInTimeIsDone() throws Exception {
		assertThat(this.deadline.guard(Duration.ofMinutes(5), () -> "done").call()).isEqualTo("done");
	}

	/** Not only what is late already: it looks ahead. */
	@Test
	void workThatCanNoLongerEndInTimeIsRefused() {
		assertRefused(this.deadline.guard(Duration.ofSeconds(59), () -> "never"));
		assertRefused(this.deadline.guard(Duration.ofSeconds(-1), () -> "never"));
	}

	@Test
	void theWaitForTheTurnCounts() throws Exception {
		Deadline atOnce = new Deadline(Duration.ZERO);
		Callable<String> waits = atOnce.guard(Duration.ofNanos(1), () -> "never");
		long begin = System.nanoTime();
		while (System.nanoTime() - begin < 1000) {
			Thread.onSpinWait();
		}
		assertRefused(waits);
	}

	@Test
	void itLearnsHowLongWorkTakes() throws Exception {
		for (int number = 0; number < 100; number++) {
			this.deadline.guard(Duration.ofHours(1), () -> "done").call();
		}
		assertThat(this.deadline.guard(Duration.ofSeconds(50), () -> "done").call()).isEqualTo("done");
	}

	/** Or a slow time would be refused for ever. */
	@Test
	void refusalsLetWorkBeTriedAgain() throws Exception {
		for (int number = 0; number < 500; number++) {
			assertRefused(this.deadline.guard(Duration.ofSeconds(1), () -> "never"));
		}
		assertThat(this.deadline.guard(Duration.ofSeconds(30), () -> "done").call()).isEqualTo("done");
	}

	private static void assertRefused(Callable<String> work) {
		assertThatExceptionOfType(RejectedExecutionException.class).isThrownBy(work::call);
	}

}
