package dev.asynclab.load.simulation;

import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongFunction;
import java.util.stream.LongStream;

import dev.asynclab.load.Arrivals;
import dev.asynclab.load.simulation.FanOut.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for the simulated queue, against what queueing theory knows. The seeds are fixed,
 * so the outcomes are always the same.
 */
class FanOutTests {

	private static final long MS = 1_000_000;

	private static final long SECOND = 1000 * MS;

	/** The means converge slowly where the utilisation is high. */
	private static final int REQUESTS = 1_500_000;

	/** M/M/c, by Erlang's formula. */
	@ParameterizedTest
	@CsvSource({ "1, 0.5", "1, 0.8", "2, 0.7", "4, 0.8", "8, 0.75", "8, 0.9" })
	void poissonArrivalsAndExponentialServiceWaitAsErlangSays(int servers, double utilisation) {
		double service = 0.05;
		double rate = utilisation * servers / service;
		SplittableRandom random = new SplittableRandom(99);
		Outcome outcome = simulate(new Limit.Threads(servers), rate,
				(_) -> call(Math.round(-Math.log(1 - random.nextDouble()) * service * SECOND)));
		double expected = erlangC(servers, rate * service) * service / (servers * (1 - utilisation));
		assertThat(meanSeconds(outcome) - service).isCloseTo(expected, within(0.03 * expected + 0.0002));
	}

	/** M/D/1, by Pollaczek and Khinchine. */
	@ParameterizedTest
	@ValueSource(doubles = { 0.3, 0.5, 0.8, 0.9 })
	void poissonArrivalsAndEqualServiceWaitHalfAsLong(double utilisation) {
		double service = 0.05;
		double expected = utilisation * service / (2 * (1 - utilisation));
		Outcome pool = simulate(new Limit.Threads(1), utilisation / service, (_) -> call(50 * MS));
		assertThat(meanSeconds(pool) - service).isCloseTo(expected, within(0.03 * expected));
		Outcome loop = simulate(new Limit.EventLoops(1, 1_000_000, false), utilisation / service,
				(_) -> List.of(new Demand(0, 50 * MS, false)));
		// The sends wait for the loop, too, but it is their answers that keep it.
		assertThat(meanSeconds(loop)).isGreaterThan(meanSeconds(pool) - 1e-9);
		Outcome connection = simulate(new Limit.EventLoops(1, 1, true), utilisation / service, (_) -> call(50 * MS));
		assertThat(connection.latencies().nanos()).isEqualTo(pool.latencies().nanos());
	}

	/** D/D/c, exactly. */
	@ParameterizedTest
	@ValueSource(ints = { 1, 2, 8 })
	void arrivalsInStepDoNotWaitUpToTheCapacity(int servers) {
		FanOut plan = new FanOut((_) -> call(50 * MS), Integer.MAX_VALUE, 10 * SECOND, SECOND);
		Outcome outcome = plan.simulate(new Limit.Threads(servers), Arrivals.CONSTANT.times(servers / 0.05, 0));
		assertThat(outcome.offered()).isEqualTo(200L * servers);
		assertThat(outcome.latencies().nanos()).hasSize(200 * servers).containsOnly(50 * MS);
		assertThat(outcome.peakInFlight()).isBetween(servers, servers + 1);
	}

	/** D/D/c, exactly. */
	@Test
	void arrivalsInStepBeyondTheCapacityWaitLongerAndLonger() {
		FanOut plan = new FanOut((_) -> call(SECOND), Integer.MAX_VALUE, 10 * SECOND, 100 * SECOND);
		Outcome outcome = plan.simulate(new Limit.Threads(2), Arrivals.CONSTANT.times(4, 0));
		// Each thread serves every other one, the second a quarter of a second later.
		assertThat(outcome.latencies().nanos()).containsExactly(LongStream.range(0, 40)
			.map((number) -> (number / 2 + 1) * SECOND + number % 2 * 250 * MS - number * 250 * MS)
			.sorted()
			.toArray());
		assertThat(outcome.completedInTime()).isEqualTo(10 + 9);
		assertThat(outcome.completedPerSecond()).isEqualTo(1.9);
	}

	@Test
	void withoutALimitNobodyWaits() {
		Outcome outcome = simulate(new Limit.None(), 1000, (_) -> call(50 * MS), Duration.ofMinutes(1));
		assertThat(outcome.latencies().nanos()).containsOnly(50 * MS);
	}

	@Test
	void aRequestEndsWithItsLastCall() {
		LongFunction<List<Demand>> calls = (_) -> Collections.nCopies(3, new Demand(50 * MS, 0, false));
		FanOut plan = new FanOut(calls, Integer.MAX_VALUE, SECOND, SECOND);
		assertThat(plan.simulate(new Limit.Threads(2), Arrivals.CONSTANT.times(1, 0)).latencies().nanos())
			.containsExactly(100 * MS);
		assertThat(plan.simulate(new Limit.Threads(3), Arrivals.CONSTANT.times(1, 0)).latencies().nanos())
			.containsExactly(50 * MS);
		assertThat(plan.simulate(new Limit.EventLoops(1, 2, true), Arrivals.CONSTANT.times(1, 0)).latencies().nanos())
			.containsExactly(100 * MS);
		assertThat(plan.simulate(new Limit.None(), Arrivals.CONSTANT.times(1, 0)).latencies().nanos())
			.containsExactly(50 * MS);
	}

	/**
	 * Calls of 10 ms I/O arrive at 0, 5, 10 and 15 ms; the first then blocks for 30 ms.
	 */
	@ParameterizedTest
	@ValueSource(booleans = { false, true })
	void aCallThatBlocksTheLoopDelaysAnswersAndSends(boolean clientOnLoop) {
		FanOut plan = new FanOut((number) -> List.of(new Demand(10 * MS, (number == 0) ? 30 * MS : 0, false)),
				Integer.MAX_VALUE, 20 * MS, SECOND);
		Outcome outcome = plan.simulate(new Limit.EventLoops(1, 100, clientOnLoop), Arrivals.CONSTANT.times(200, 0));
		// At 40: the first, and the answer of the second, there since 15. At 50: the
		// others, which the loop could send only at 40. The one of 10 ms came when the
		// loop was just kept.
		assertThat(outcome.latencies().nanos()).containsExactly(35 * MS, 35 * MS, 40 * MS, 40 * MS);
		assertThat(plan.simulate(new Limit.Threads(8), Arrivals.CONSTANT.times(200, 0)).latencies().nanos())
			.as("a pool does not mind")
			.containsExactly(10 * MS, 10 * MS, 10 * MS, 40 * MS);
	}

	@Test
	void theOtherLoopGoesOn() {
		FanOut plan = new FanOut((number) -> List.of(new Demand(10 * MS, (number == 0) ? 30 * MS : 0, false)),
				Integer.MAX_VALUE, 10 * MS, SECOND);
		assertThat(
				plan.simulate(new Limit.EventLoops(2, 100, true), Arrivals.CONSTANT.times(200, 0)).latencies().nanos())
			.containsExactly(10 * MS, 40 * MS);
	}

	@Test
	void refusesWhatExceedsTheBoundAndCountsWhatIsLeft() {
		FanOut plan = new FanOut((_) -> call(SECOND), 3, SECOND, 500 * MS);
		Outcome outcome = plan.simulate(new Limit.Threads(1), Arrivals.CONSTANT.times(10, 0));
		assertThat(outcome.offered()).isEqualTo(10);
		assertThat(outcome.refused()).isEqualTo(7);
		assertThat(outcome.latencies().nanos()).containsExactly(SECOND);
		assertThat(outcome.completedInTime()).isEqualTo(1);
		assertThat(outcome.unanswered()).isEqualTo(2);
	}

	@Test
	void aRequestFailsIfOneOfItsCallsDoes() {
		FanOut plan = new FanOut((number) -> List.of(new Demand(MS, 0, false), new Demand(MS, 0, number % 4 == 0)), 100,
				SECOND, SECOND);
		Outcome outcome = plan.simulate(new Limit.None(), Arrivals.CONSTANT.times(8, 0));
		assertThat(outcome.failed()).isEqualTo(2);
		assertThat(outcome.latencies().nanos()).hasSize(6);
		assertThat(outcome.unanswered()).isZero();
	}

	@Test
	void percentilesAreLatenciesOfRequests() {
		Outcome outcome = new Outcome(100, new Latencies(LongStream.rangeClosed(1, 100).map((ms) -> ms * MS).toArray()),
				0, 0, 0, 0, SECOND, SECOND);
		assertThat(outcome.latencyMs(50)).isEqualTo(50);
		assertThat(outcome.latencyMs(99)).isEqualTo(99);
		assertThat(outcome.latencyMs(99.5)).isEqualTo(100);
		assertThat(outcome.latencyMs(100)).isEqualTo(100);
		assertThat(outcome.latencyMs(0)).isEqualTo(1);
	}

	/** Who waits longest must not make the percentiles better by getting no answer. */
	@Test
	void aRequestWithoutAnAnswerCountsWithThePatienceOrTheLongestLatency() {
		Outcome some = new Outcome(4, new Latencies(10 * MS, 20 * MS), 0, 0, 0, 0, SECOND, 2 * SECOND);
		assertThat(some.latencyMs(50)).isEqualTo(20);
		assertThat(some.latencyMs(75)).isEqualTo(2000);
		Outcome slow = new Outcome(4, new Latencies(10 * MS, 3 * SECOND), 0, 0, 0, 0, SECOND, 2 * SECOND);
		assertThat(slow.latencyMs(99)).isEqualTo(3000);
		Outcome none = new Outcome(4, new Latencies(), 0, 0, 0, 0, SECOND, 2 * SECOND);
		assertThat(none.latencyMs(50)).isEqualTo(2000);
	}

	@Test
	void theSameSeedHasTheSameOutcome() {
		Outcome first = simulate(new Limit.Threads(4), 70, (_) -> call(50 * MS), Duration.ofMinutes(1));
		Outcome second = simulate(new Limit.Threads(4), 70, (_) -> call(50 * MS), Duration.ofMinutes(1));
		assertThat(first.latencies().nanos()).isEqualTo(second.latencies().nanos());
	}

	private static Outcome simulate(Limit limit, double rate, LongFunction<List<Demand>> calls) {
		return simulate(limit, rate, calls, Duration.ofMillis(Math.round(REQUESTS / rate * 1000)));
	}

	private static Outcome simulate(Limit limit, double rate, LongFunction<List<Demand>> calls, Duration duration) {
		return new FanOut(calls, Integer.MAX_VALUE, duration.toNanos(), duration.toNanos()).simulate(limit,
				Arrivals.POISSON.times(rate, 42));
	}

	private static List<Demand> call(long nanos) {
		return List.of(new Demand(nanos, 0, false));
	}

	private static double meanSeconds(Outcome outcome) {
		return LongStream.of(outcome.latencies().nanos()).average().orElseThrow() / SECOND;
	}

	private static double erlangC(int servers, double load) {
		double blocking = 1;
		for (int server = 1; server <= servers; server++) {
			blocking = load * blocking / (server + load * blocking);
		}
		double utilisation = load / servers;
		return blocking / (1 - utilisation + utilisation * blocking);
	}

}
