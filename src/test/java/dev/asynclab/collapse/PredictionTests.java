package dev.asynclab.collapse;

import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.LongStream;

import dev.asynclab.collapse.CallSite.Code;
import dev.asynclab.job.Place;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link Prediction}, {@link Course} and {@link CollapsePlan}.
 */
class PredictionTests {

	private static final Offset<Double> EXACTLY = within(1e-6);

	private static final Offset<Double> NEARLY = within(0.5);

	private static final Duration DELAY = Duration.ofMillis(50);

	private static final Duration CALL_WAIT = Duration.ofSeconds(30);

	private static final Duration PATIENCE = Duration.ofSeconds(44);

	private static final CallSite LOOP = site(1, EnumSet.noneOf(Kind.class));

	@Test
	void oneLoopCarriesOneOverShareTimesDelay() {
		Prediction prediction = loop(400, 0.1);
		assertThat(prediction.capacity(Phase.HEALTHY)).isInfinite();
		assertThat(prediction.capacity(Phase.BLOCKING)).isCloseTo(200, EXACTLY);
		assertThat(prediction.capacity(Phase.OFFLOADED)).isInfinite();
		assertThat(prediction.workersCapacity()).isCloseTo(1200, EXACTLY);
		assertThat(prediction.completed(Phase.HEALTHY, 2)).isCloseTo(400, EXACTLY);
		// 20 calls from before, and 200 a second for the other 1.95 s.
		assertThat(prediction.completed(Phase.BLOCKING, 2)).isCloseTo((20 + 390) / 2.0, NEARLY);
		assertThat(prediction.because(Phase.BLOCKING))
			.hasToString("1 thread / (0.1 × 0.05 s) = 200, once the calls from before have ended");
		assertThat(prediction.because(Phase.OFFLOADED))
			.hasToString("400: all of it, since the capacity is 6 threads / (0.1 × 0.05 s) = 1200");
	}

	@Test
	void aLoopServesTheBacklogAtItsCapacityAndThenAllThatCameBehindIt() {
		Prediction prediction = loop(300, 0.1);
		Course course = prediction.course();
		assertThat(course.backlog()).isCloseTo(200, NEARLY);
		assertThat(course.drainMs()).isCloseTo(1050, within(2.0));
		assertThat(course.perSecond(Phase.RECOVERY, 0, 1.04)).isCloseTo(200, NEARLY);
		assertThat(course.perSecond(Phase.RECOVERY, 1.06, 2)).isCloseTo(300, NEARLY);
		// 10 that were served before, the backlog, and all that were sent until 50 ms
		// ago.
		assertThat(course.perSecond(Phase.RECOVERY, 0, 2)).isCloseTo((10 + 200 + 1.95 * 300) / 2, NEARLY);
	}

	@Test
	void aPoolCarriesThreadsOverTheTimeForWhichACallHoldsOne() {
		Prediction prediction = pool(120, 0.8, 8);
		assertThat(prediction.capacity(Phase.HEALTHY)).isCloseTo(160, EXACTLY);
		assertThat(prediction.capacity(Phase.BLOCKING)).isCloseTo(8 / 0.09, EXACTLY);
		assertThat(prediction.completed(Phase.HEALTHY, 2)).isCloseTo(120, EXACTLY);
		assertThat(prediction.because(Phase.HEALTHY))
			.hasToString("120: all of it, since the capacity is 8 threads / 0.05 s = 160");
		assertThat(prediction.because(Phase.BLOCKING))
			.hasToString("8 threads / (0.05 s + 0.8 × 0.05 s) = 89, once the calls from before have ended");
	}

	@Test
	void aPoolServesTheBacklogAtItsCapacityThenWhatCameBehindItThenTheRate() {
		Course course = pool(120, 0.8, 8).course();
		double backlog = (120 - 8 / 0.09) * 2;
		double drain = backlog / (8 / 0.09);
		assertThat(course.backlog()).isCloseTo(backlog, NEARLY);
		// What came behind the backlog drains at 160 - 120 a second, down to the 19 that
		// are usual.
		assertThat(course.drainMs()).isCloseTo(1000 * (drain + (120 * drain + 8 - 19) / 40), within(10.0));
		assertThat(course.perSecond(Phase.RECOVERY, 0, drain)).isCloseTo(8 / 0.09, NEARLY);
		double then = drain * 120 / 40;
		assertThat(course.perSecond(Phase.RECOVERY, drain + 0.06, drain + then - 0.5)).isCloseTo(160, NEARLY);
		assertThat(course.perSecond(Phase.RECOVERY, drain + then + 0.06, drain + then + 1)).isCloseTo(120, NEARLY);
	}

	@Test
	void aPoolThatIsTooSmallForHealthyCallsNeverRecovers() {
		Prediction prediction = pool(200, 0.2, 8);
		assertThat(prediction.course().isOverloaded()).isTrue();
		assertThat(prediction.because(Phase.HEALTHY)).hasToString("8 threads / 0.05 s = 160");
		assertThat(prediction.completed(Phase.HEALTHY, 2)).isCloseTo(160, within(1.0));
		assertThat(prediction.completed(Phase.RECOVERY, 2)).isLessThan(161);
	}

	@Test
	void whatIsNotAdmittedIsRefusedAndIsNoBacklog() {
		Course course = loop(1000, 1).course();
		assertThat(course.backlog()).isCloseTo(512 - 1, NEARLY);
		// 462 fill the lab, and for each of the 50 + 39 that succeed another is admitted.
		assertThat(course.refused(Phase.HEALTHY)).isZero();
		assertThat((double) course.refused(Phase.BLOCKING)).isCloseTo(2000 - 462 - 50 - 20 * 1.95, within(1.0));
		assertThat(course.refused(Phase.RECOVERY)).isPositive();
	}

	@Test
	void whoeverWaitsTooLongForItsTurnIsRefused() {
		Course course = new Course(plan(40, 1), LOOP, 6, Duration.ZERO, 512, Duration.ofSeconds(1),
				Duration.ofSeconds(44));
		// Half of those that came in the second second: it is their turn in the third.
		assertThat(course.refused(Phase.BLOCKING)).isZero();
		assertThat((double) course.refused(Phase.RECOVERY)).isCloseTo(20, within(1.0));
		assertThat(course.drainMs()).isCloseTo(1050, within(10.0));
	}

	@Test
	void aPlaceThatIsNotOverloadedCarriesTheRate() {
		Prediction prediction = loop(100, 0.1);
		assertThat(prediction.collapses()).isFalse();
		assertThat(prediction.completed(Phase.BLOCKING, 2)).isCloseTo(100, EXACTLY);
		assertThat(prediction.course().backlog()).isCloseTo(0, EXACTLY);
		assertThat(prediction.course().drainMs()).isEqualTo(100);
		assertThat(prediction.completed(Phase.RECOVERY, 2)).isCloseTo(100, EXACTLY);
		assertThat(prediction.completed(Phase.RECOVERY, 5)).isCloseTo(100, EXACTLY);
	}

	@Test
	void workersAreBusyWithTheirShareAndHoldUpNoOtherCalls() {
		Prediction prediction = loop(200, 0.9);
		assertThat(prediction.course().perSecond(Phase.OFFLOADED, 0.1, 1)).isCloseTo(20 + 120, NEARLY);
		assertThat(prediction.because(Phase.OFFLOADED))
			.hasToString("20 that need no worker, and 6 threads / 0.05 s = 120 that do");
	}

	@Test
	void threadsWithoutNumberCarryTheRate() {
		Prediction prediction = new Prediction(plan(1000, 1), site(Integer.MAX_VALUE, EnumSet.allOf(Kind.class)), 6,
				DELAY, 512, CALL_WAIT, PATIENCE);
		assertThat(prediction.collapses()).isFalse();
		assertThat(prediction.completed(Phase.BLOCKING, 2)).isCloseTo(1000, EXACTLY);
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

	/** A call of a pool holds its thread longer than its delay. */
	@Test
	void aPoolIsPredictedWithTheTimeForWhichACallReallyHoldsAThread() {
		Prediction prediction = new Prediction(plan(120, 0.8), site(8, EnumSet.allOf(Kind.class)), 6,
				Duration.ofNanos(52_340_000), 512, CALL_WAIT, PATIENCE);
		assertThat(prediction.capacity(Phase.HEALTHY)).isCloseTo(8 / 0.05234, EXACTLY);
		assertThat(prediction.capacity(Phase.BLOCKING)).isCloseTo(8 / 0.09234, EXACTLY);
		assertThat(prediction.capacity(Phase.OFFLOADED)).isCloseTo(8 / 0.05234, EXACTLY);
		assertThat(prediction.because(Phase.HEALTHY))
			.hasToString("120: all of it, since the capacity is 8 threads / 0.0523 s = 153");
		assertThat(prediction.because(Phase.BLOCKING))
			.hasToString("8 threads / (0.0523 s + 0.8 × 0.05 s) = 87, once the calls from before have ended");
		assertThat(prediction.completed(Phase.HEALTHY, 2)).isCloseTo(120, EXACTLY);
	}

	/** Each call takes some of the loop's time, also if it does not block. */
	@Test
	void aLoopIsPredictedWithTheTimeThatACallTakesOfIt() {
		Prediction prediction = new Prediction(plan(200, 0.2), LOOP, 6, Duration.ofNanos(500_000), 512, CALL_WAIT,
				PATIENCE);
		assertThat(prediction.capacity(Phase.HEALTHY)).isCloseTo(2000, EXACTLY);
		assertThat(prediction.capacity(Phase.BLOCKING)).isCloseTo(1 / 0.0105, EXACTLY);
		assertThat(prediction.because(Phase.HEALTHY)).hasToString("the rate");
		assertThat(prediction.because(Phase.BLOCKING))
			.hasToString("1 thread / (0.0005 s + 0.2 × 0.05 s) = 95, once the calls from before have ended");
		assertThat(prediction.completed(Phase.HEALTHY, 2)).isCloseTo(200, EXACTLY);
	}

	private static Prediction loop(int rate, double share) {
		return new Prediction(plan(rate, share), LOOP, 6, Duration.ZERO, 512, CALL_WAIT, PATIENCE);
	}

	private static Prediction pool(int rate, double share, int threads) {
		return new Prediction(plan(rate, share), site(threads, EnumSet.allOf(Kind.class)), 6, DELAY, 512, CALL_WAIT,
				PATIENCE);
	}

	static CallSite site(int threads, Set<Kind> holding) {
		Code unused = (_) -> CompletableFuture.failedFuture(new UnsupportedOperationException());
		return new CallSite(Place.EVENT_LOOP, threads, holding, unused, unused, unused);
	}

	private static CollapsePlan plan(int rate, double share) {
		return new CollapsePlan(Place.EVENT_LOOP, rate, Duration.ofMillis(50), share, null, Duration.ofSeconds(2));
	}

}
