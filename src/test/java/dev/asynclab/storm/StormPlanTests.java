package dev.asynclab.storm;

import java.time.Duration;

import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link StormPlan}.
 */
class StormPlanTests {

	@Test
	void whatIsAsByDefaultIsLeftOut() {
		assertThat(Plans.usual(null).path()).isEqualTo("/api/retry-storm");
		assertThat(Plans.usual(Cure.STOP_WORK).path()).isEqualTo("/api/retry-storm?cure=stop-work");
		assertThat(new StormPlan(Style.VIRTUAL_THREAD, 20, Duration.ofMillis(10), 4, 20, Duration.ofSeconds(5), 1, 2.5,
				Duration.ofMillis(500), Arrivals.CONSTANT, 7, Cure.LIMIT, 9)
			.path())
			.isEqualTo("/api/retry-storm?on=virtual-thread&rate=20&delay=10ms&threads=4&queue=20&timeout=5s"
					+ "&retries=1&trigger=2.5&phase=500ms&arrivals=constant&seed=7&cure=limit&limit=9");
	}

	@Test
	void theLimitFollowsTheThreadsUnlessGiven() {
		assertThat(Plans.usual(Cure.LIMIT).withThreads(20).path()).isEqualTo("/api/retry-storm?threads=20&cure=limit");
		assertThat(Plans.usual(Cure.LIMIT).withLimit(50).withRetries(1).path())
			.isEqualTo("/api/retry-storm?retries=1&cure=limit&limit=50");
	}

	@Test
	void onlyTheTriggerIsSlow() {
		StormPlan plan = Plans.usual(null);
		assertThat(plan.delay(Phase.TRIGGER)).isEqualTo(Duration.ofMillis(200));
		assertThat(plan.capacity(Phase.TRIGGER)).isEqualTo(40);
		assertThat(plan.capacity(Phase.AFTER)).isEqualTo(160);
		assertThat(plan.mostAttempts()).isEqualTo(400);
	}

}
