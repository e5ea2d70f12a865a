package dev.asynclab.collapse;

import java.time.Duration;
import java.util.stream.LongStream;

import dev.asynclab.job.Place;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Prediction} and {@link CollapsePlan}.
 */
class PredictionTests {

	@Test
	void oneLoopCarriesOneOverShareTimesDelay() {
		Prediction prediction = prediction(400, 0.1, 1);
		assertThat(prediction.completed(Phase.HEALTHY, 1)).isCloseTo(400, within(1e-6));
		assertThat(prediction.completed(Phase.BLOCKING, 1)).isCloseTo(200, within(1e-6));
		assertThat(prediction.completed(Phase.OFFLOADED, 1)).isCloseTo(400, within(1e-6));
		assertThat(prediction.because(Phase.BLOCKING)).hasToString("1 thread / (0.1 × 0.05 s) = 200");
		assertThat(prediction.because(Phase.OFFLOADED))
			.hasToString("400: all of it, since the capacity is 6 threads / (0.1 × 0.05 s) = 1200");
	}

	@Test
	void theBacklogDrainsAtThePaceOfTheBlockedLoop() {
		Prediction prediction = prediction(300, 0.1, 1);
		assertThat(prediction.backlog()).isCloseTo(200, within(1e-6));
		assertThat(prediction.drainMs()).isCloseTo(1000, within(1e-6));
		assertThat(prediction.completed(Phase.RECOVERY, 2)).isCloseTo(400, within(1e-6));
	}

	@Test
	void whatIsNotAdmittedIsNoBacklog() {
		Prediction prediction = prediction(1000, 1, 1);
		assertThat(prediction.backlog()).isCloseTo(512 - 50, within(1e-6));
		assertThat(prediction.completed(Phase.RECOVERY, 1)).isLessThan(1000);
	}

	@Test
	void aPlaceThatIsNotOverloadedCarriesTheRate() {
		Prediction prediction = prediction(100, 0.1, 1);
		assertThat(prediction.completed(Phase.BLOCKING, 1)).isCloseTo(100, within(1e-6));
		assertThat(prediction.backlog()).isZero();
		assertThat(prediction.drainMs()).isZero();
		assertThat(prediction.completed(Phase.RECOVERY, 1)).isCloseTo(100, within(1e-6));
	}

	@Test
	void threadsWithoutNumberCarryTheRate() {
		Prediction prediction = prediction(1000, 1, Integer.MAX_VALUE);
		assertThat(prediction.completed(Phase.BLOCKING, 1)).isCloseTo(1000, within(1e-6));
		assertThat(prediction.because(Phase.BLOCKING).text()).startsWith("the rate");
	}

	@Test
	void theShareIsSpreadEvenly() {
		CollapsePlan plan = plan(100, 0.1);
		assertThat(LongStream.range(0, 1000)
			.filter((number) -> plan.kind(Phase.BLOCKING, number) == Kind.BLOCKING)
			.toArray()).hasSize(100).startsWith(9, 19, 29, 39);
		assertThat(plan.kind(Phase.OFFLOADED, 9)).isEqualTo(Kind.OFFLOADED);
		assertThat(plan.kind(Phase.HEALTHY, 9)).isEqualTo(Kind.NONBLOCKING);
		assertThat(plan(100, 1).kind(Phase.BLOCKING, 0)).isEqualTo(Kind.BLOCKING);
	}

	private static Prediction prediction(int rate, double share, int threads) {
		return new Prediction(plan(rate, share), threads, 6, 512);
	}

	private static CollapsePlan plan(int rate, double share) {
		return new CollapsePlan(Place.EVENT_LOOP, rate, Duration.ofMillis(50), share, Duration.ofSeconds(2));
	}

}
