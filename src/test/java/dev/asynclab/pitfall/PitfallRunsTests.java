package dev.asynclab.pitfall;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;

import dev.asynclab.problem.TooBusyException;
import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

/**
 * The bounds of running pitfalls.
 */
@Timeout(60)
class PitfallRunsTests {

	private static final Duration LONG = Duration.ofSeconds(50);

	private final Sample sample = new Sample();

	@Test
	void refusesWhatIsOneTooMany() throws Exception {
		PitfallRuns runs = new PitfallRuns(new PitfallLimits(2, LONG));
		List<CompletableFuture<PitfallReport>> answers = List.of(runs.start(this.sample), runs.start(this.sample));
		assertThatExceptionOfType(TooBusyException.class).isThrownBy(() -> runs.start(this.sample))
			.withMessageContaining("2 pitfalls")
			.satisfies((busy) -> assertThat(busy.getHeaders().getFirst("Retry-After")).isEqualTo("1"));
		this.sample.end.countDown();
		for (CompletableFuture<PitfallReport> answer : answers) {
			assertThat(answer.get(50, TimeUnit.SECONDS).broken()).isEqualTo(new Sample.Observed("broken"));
		}
		assertThat(runs.start(this.sample).get(50, TimeUnit.SECONDS).fixed()).isEqualTo(new Sample.Observed("fixed"));
	}

	@Test
	void interruptsWhatTakesTooLongAndFreesItsPlace() {
		PitfallRuns runs = new PitfallRuns(new PitfallLimits(1, Duration.ofMillis(20)));
		for (int i = 0; i < 2; i++) {
			assertThatExceptionOfType(ExecutionException.class)
				.isThrownBy(() -> runs.start(this.sample).get(50, TimeUnit.SECONDS))
				.withCauseInstanceOf(TooBusyException.class)
				.withMessageContaining("20 ms");
		}
		assertThat(this.sample.end.getCount()).isEqualTo(1);
	}

	@Test
	void aFailureIsTold() {
		PitfallRuns runs = new PitfallRuns(new PitfallLimits(1, LONG));
		this.sample.end.countDown();
		RuntimeException failure = new IllegalStateException("no stage");
		this.sample.failure = failure;
		assertThatExceptionOfType(ExecutionException.class)
			.isThrownBy(() -> runs.start(this.sample).get(50, TimeUnit.SECONDS))
			.withCause(failure);
	}

	static class Sample implements Pitfall<Sample.Observed> {

		final CountDownLatch end = new CountDownLatch(1);

		volatile @Nullable RuntimeException failure;

		@Override
		public PitfallFacts facts() {
			return new PitfallFacts("sample", "", "", "", Severity.DELAY, "", List.of(), "", "");
		}

		@Override
		public Observed broken(Recorder recorder) throws InterruptedException {
			this.end.await();
			RuntimeException thrown = this.failure;
			if (thrown != null) {
				throw thrown;
			}
			return new Observed("broken");
		}

		@Override
		public Observed fixed(Recorder recorder) {
			return new Observed("fixed");
		}

		@Override
		public SourceFile brokenSource() {
			return new SourceFile("", "");
		}

		@Override
		public SourceFile fixedSource() {
			return brokenSource();
		}

		record Observed(String code) {

		}

	}

}
