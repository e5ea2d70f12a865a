package dev.asynclab.collapse;

import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Place;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Bottleneck;
import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mockito.Mockito;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.anyString;

/**
 * Tests for {@link Remarks} and {@link Adviser}: what they say of given figures.
 */
class RemarksTests {

	private static final CollapseLimits LIMITS = new CollapseLimits(512, Duration.ofSeconds(30), 1000,
			Duration.ofSeconds(1), 200, Duration.ofSeconds(10));

	private static final int WORKERS = 6;

	@Test
	void sixWorkersForALoopAreACure() {
		Experiment loop = loop(200, 0.2);
		assertThat(loop.codes(200, 100, 200)).containsExactly("remark.collapsed", "remark.drained", "remark.cured");
		assertThat(loop.text(200, 100, 200)).contains("100 of 200 calls a second succeeded; 102 were predicted.",
				"The backlog had drained after 2.17 s; 2.05 s was predicted.",
				"on 6 worker threads 200 calls a second succeeded (200 predicted), and where they block 100 did (102 predicted)");
	}

	@Test
	void sixWorkersForSixteenThreadsAreWorseThanTheDisease() {
		Experiment pool = pool(300, 1, 16);
		assertThat(pool.codes(300, 163, 128)).containsSubsequence("remark.collapsed", "remark.cure-worse");
		assertThat(pool.text(300, 163, 128))
			.contains("The cure is worse than the disease: on 6 worker threads 128 calls");
	}

	@Test
	void aCureThatWasNotPredictedIsSaidToDiffer() {
		assertThat(pool(300, 1, 16).codes(300, 163, 300)).contains("remark.cure-unclear")
			.doesNotContain("remark.cured");
	}

	@Test
	void workersMayNotBeEnough() {
		assertThat(loop(400, 0.9).codes(400, 22, 160)).contains("remark.cure-partial");
	}

	@Test
	void withoutADiseaseThereIsNothingToCure() {
		assertThat(loop(60, 0.2).codes(60, 60, 60)).containsExactly("remark.no-collapse", "remark.drained",
				"remark.no-disease");
	}

	@Test
	void threadsOfTheirOwnAreToldApartFromAnythingThatHasRoom() {
		Experiment virtual = experiment(Place.VIRTUAL_THREAD, 200, 0.2, Integer.MAX_VALUE, null);
		assertThat(virtual.codes(200, 200, 200)).startsWith("remark.own-threads");
		assertThat(virtual.advice(200, 200).getFirst().next()).contains("on=event-loop", "rate=200",
				"blockingShare=0.2");
	}

	@Test
	void saysThatCallsWereRefused() {
		Experiment loop = loop(1000, 1);
		List<Remark> remarks = loop.remarks
			.on(List.of(loop.figures(Phase.BLOCKING, 20, Map.of("429", 1500L, "503", 2L))));
		assertThat(remarks).extracting((remark) -> remark.textSentence().code())
			.containsExactly("remark.collapsed", "remark.refused", "remark.failed");
		assertThat(remarks.get(1).text()).startsWith("1500 calls were refused")
			.contains("1449 were predicted. At most 512 calls", "longer than 30.00 s");
		assertThat(remarks.get(2).text()).contains("2 × 503");
		// Where some were predicted, it is said that there were none, too.
		assertThat(loop.remarks.on(List.of(loop.figures(Phase.BLOCKING, 20, Map.of()))).get(1).text())
			.startsWith("0 calls were refused");
	}

	@Test
	void advisesToUnblockTheLoop() {
		Advice advice = loop(200, 0.2).advice(200, 100).getFirst();
		assertThat(advice.bottleneck()).isEqualTo(Bottleneck.LOOP);
		assertThat(advice.text()).contains("If 6 worker threads run what blocks it", "all 200 calls", "instead of 100");
		assertThat(advice.next())
			.isEqualTo("/api/collapse?on=virtual-thread&rate=200&delay=50ms&blockingShare=0.2&phase=2s&format=text");
		assertThat(loop(400, 0.9).advice(400, 22).getFirst().text()).contains("19 would be enough for 400");
	}

	@Test
	void advisesTheLeastThreadsThatAreEnough() {
		Experiment pool = pool(120, 0.8, 8);
		Advice advice = pool.advice(120, 89).getFirst();
		assertThat(advice.bottleneck()).isEqualTo(Bottleneck.THREAD);
		assertThat(advice.text())
			.contains("With 11 threads instead of 8, all 120 calls a second succeed instead of 89.");
		assertThat(advice.next()).contains("threads=11");
		assertThat(pool(120, 0.8, 11).prediction.collapses()).isFalse();
		assertThat(pool(120, 0.8, 10).prediction.collapses()).isTrue();
	}

	@Test
	void moreThreadsThanAreAllowedAreNoAdvice() {
		Advice advice = experiment(Place.ASYNC_POOL, 1000, 1, 8, 8, Duration.ofMillis(200)).advice(40, 20).getFirst();
		assertThat(advice.text()).contains("401 threads instead of 8", "virtual threads");
		assertThat(advice.next()).contains("on=virtual-thread").doesNotContain("threads=");
	}

	@Test
	void whatHasRoomSaysHowMuch() {
		Advice advice = loop(60, 0.2).advice(60, 60).getFirst();
		assertThat(advice.text()).contains("collapses above 100 calls a second, and 60 arrive");
		assertThat(advice.next()).contains("rate=150");
	}

	@Test
	void moreCallsAtOnceThanTheLabAllowsAreNoFaultOfTheThreads() {
		Experiment loop = experiment(Place.EVENT_LOOP, 1000, 0.2, 1, null, Duration.ofSeconds(1));
		assertThat(loop.advice(500, 5).getFirst().text()).contains("more than 512 at once");
	}

	@Test
	void whatArithmeticDoesNotExplainIsTheCoresOrOtherPrograms() {
		Experiment loop = loop(200, 0.2);
		assertThat(loop.advice(150, 100, 0.9, 0.8)).extracting(Advice::bottleneck)
			.containsExactly(Bottleneck.LOOP, Bottleneck.CORE);
		assertThat(loop.advice(150, 100, 0.9, 0.8).get(1).text()).contains("busy for 90%", "150 calls", "200 were");
		assertThat(loop.advice(150, 100, 0.9, 0.8).get(1).next()).contains("rate=100");
		assertThat(loop.advice(200, 60, 0.9, 0.3).get(1).text()).contains("other programs", "60 calls", "102 were");
		assertThat(loop.advice(200, 60, 0.3, 0.2).get(1)).satisfies((advice) -> {
			assertThat(advice.bottleneck()).isEqualTo(Bottleneck.NONE);
			assertThat(advice.text()).contains("did not use up the cores");
		});
	}

	private static Experiment loop(int rate, double share) {
		return experiment(Place.EVENT_LOOP, rate, share, 1, null);
	}

	private static Experiment pool(int rate, double share, int threads) {
		return experiment(Place.ASYNC_POOL, rate, share, threads, threads);
	}

	private static Experiment experiment(Place on, int rate, double share, int count, @Nullable Integer threads) {
		return experiment(on, rate, share, count, threads, Duration.ofMillis(50));
	}

	private static Experiment experiment(Place on, int rate, double share, int count, @Nullable Integer threads,
			Duration delay) {
		CollapsePlan plan = new CollapsePlan(on, rate, delay, share, threads, Duration.ofSeconds(2));
		boolean loop = on == Place.EVENT_LOOP;
		CallSite site = PredictionTests.site(count, loop ? EnumSet.noneOf(Kind.class) : EnumSet.allOf(Kind.class));
		Prediction prediction = new Prediction(plan, site, WORKERS, loop ? Duration.ZERO : plan.delay(), LIMITS.calls(),
				LIMITS.callWait(), Duration.ofSeconds(44));
		OwnServer server = Mockito.mock(OwnServer.class);
		Mockito.when(server.curl(anyString())).thenAnswer((call) -> call.getArgument(0));
		return new Experiment(plan, prediction, new Remarks(plan, prediction, LIMITS),
				new Adviser(plan, prediction, LIMITS, server));
	}

	private record Experiment(CollapsePlan plan, Prediction prediction, Remarks remarks, Adviser adviser) {

		PhaseFigures figures(Phase phase, double completed, Map<String, Long> errors) {
			return figures(phase, completed, errors, 0.5, 0.4);
		}

		private PhaseFigures figures(Phase phase, double completed, Map<String, Long> errors, double load, double own) {
			double predicted = this.prediction.completed(phase, 2);
			boolean recovery = phase == Phase.RECOVERY;
			return new PhaseFigures(phase, 2000, this.plan.rate(), completed, predicted, Sentence.of("test", ""),
					completed / predicted, errors, 50, 60, 70, 80, 10, 20, null, recovery ? 2170.0 : null,
					recovery ? this.prediction.course().drainMs() : null, load, own);
		}

		private List<Remark> all(double healthy, double blocking, double offloaded) {
			return this.remarks
				.on(List.of(figures(Phase.HEALTHY, healthy, Map.of()), figures(Phase.BLOCKING, blocking, Map.of()),
						figures(Phase.RECOVERY, healthy, Map.of()), figures(Phase.OFFLOADED, offloaded, Map.of())));
		}

		List<String> codes(double healthy, double blocking, double offloaded) {
			return all(healthy, blocking, offloaded).stream().map((remark) -> remark.textSentence().code()).toList();
		}

		String text(double healthy, double blocking, double offloaded) {
			return all(healthy, blocking, offloaded).stream().map(Remark::text).toList().toString();
		}

		List<Advice> advice(double healthy, double blocking) {
			return advice(healthy, blocking, 0.5, 0.4);
		}

		List<Advice> advice(double healthy, double blocking, double load, double own) {
			return this.adviser.advise(List.of(figures(Phase.HEALTHY, healthy, Map.of(), load, own),
					figures(Phase.BLOCKING, blocking, Map.of(), load, own)));
		}

	}

}
