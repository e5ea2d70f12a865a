package dev.asynclab.capacity;

import java.util.List;

import dev.asynclab.capacity.Measured.Probe;
import dev.asynclab.capacity.Search.End;
import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link Verdicts}.
 */
class VerdictsTests {

	private final Verdicts verdicts = new Verdicts(Plans.plan(40, Arrivals.POISSON), Mode.MEASURE, 1000);

	@Test
	void carriesIt() {
		assertThat(verdict(Plans.measured(60, Carries.YES, 0.3, 0.3)))
			.isEqualTo("It carries it: p99 is 60.0 ms, 40.0 ms under the SLO.");
		assertThat(verdict(null)).isEqualTo("It carries it: p99 is 50.0 ms, 50.0 ms under the SLO.");
	}

	@Test
	void carriesItButLate() {
		assertThat(verdict(Plans.measured(160, Carries.LATE, 0.3, 0.3)))
			.isEqualTo("It carries it, but late: p99 is 160.0 ms, 60.0 ms over the SLO.");
	}

	@Test
	void doesNotCarryIt() {
		StyleCapacity full = this.verdicts.of(Style.ASYNC_POOL, Plans.predicted(Carries.NO, 1.125),
				Plans.measured(90, Carries.YES, null, null));
		assertThat(full.carries()).as("a short measurement may end before the queue is long").isEqualTo(Carries.NO);
		assertThat(full.verdict()).startsWith("It does not carry it: the utilisation is 1.125,");
		assertThat(verdict(Plans.refusing(7))).startsWith("It does not carry it: 7 requests were refused,");
		assertThat(verdict(Plans.measured(90, Carries.NO, 0.3, 0.3)))
			.isEqualTo("It does not carry it: 40.0 requests a second succeeded, and 40.0 should have.");
	}

	@Test
	void saysWhereTheCoresWereTheLimit() {
		assertThat(verdict(Plans.measured(160, Carries.LATE, 0.95, 0.9))).contains("over the SLO.",
				"The cores were busy for 95% of the time: they were the limit");
		assertThat(verdict(Plans.measured(160, Carries.LATE, 0.95, 0.2))).contains("mostly with other programs");
		assertThat(verdict(Plans.measured(160, Carries.LATE, 0.5, 0.5))).doesNotContain("cores");
	}

	private String verdict(@Nullable Measured measured) {
		return this.verdicts.of(Style.VIRTUAL_THREAD, Plans.predicted(Carries.YES, null), measured).verdict();
	}

	@Test
	void namesThoseThatCarryItAndTheMargin() {
		assertThat(all(style(Style.ASYNC_POOL, 160, Carries.LATE), style(Style.WEBCLIENT, 52, Carries.YES),
				style(Style.VIRTUAL_THREAD, 55, Carries.YES)))
			.isEqualTo("In time: webclient, virtual-thread. Late: async-pool. Too much for: none. Their p99 is 45% or "
					+ "more under the SLO, with no clear difference between them.");
		assertThat(all(style(Style.WEBCLIENT, 80, Carries.YES), style(Style.VIRTUAL_THREAD, 55, Carries.YES)))
			.isEqualTo("In time: webclient, virtual-thread. Late: none. Too much for: none. Their p99 is 20% or more "
					+ "under the SLO, from 55.0 ms in virtual-thread to 80.0 ms in webclient.");
		assertThat(all(style(Style.WEBCLIENT, 80, Carries.YES), style(Style.ASYNC_POOL, 800, Carries.NO)))
			.isEqualTo("In time: webclient. Late: none. Too much for: async-pool. Its p99 is 20% under the SLO.");
		assertThat(all(style(Style.ASYNC_POOL, 800, Carries.NO))).endsWith("There is no margin.");
	}

	private StyleCapacity style(Style style, double p99Ms, Carries carries) {
		return this.verdicts.of(style, Plans.predicted(Carries.YES, null), Plans.measured(p99Ms, carries, 0.1, 0.1));
	}

	private String all(StyleCapacity... styles) {
		return this.verdicts.all(List.of(styles)).text();
	}

	@Test
	void saysTheTippingPointAndThatItIsFarBelowTheCapacity() {
		Verdicts found = new Verdicts(Plans.plan(40, Arrivals.POISSON), Mode.FIND, 1000);
		Predicted predicted = Plans.predicted(Carries.LATE, 0.75);
		Measured measured = Plans.measured(90, Carries.YES, 0.3, 0.3);
		StyleCapacity pool = found.of(Style.ASYNC_POOL, predicted,
				measured.found(new Search(24.0, 24.4, End.FOUND), List.of(new Probe(Style.ASYNC_POOL, 24, 90, true))));
		assertThat(pool.verdict()).isEqualTo(
				"It is in time up to 24.0 requests a second: predicted 25.0, which is 47% of the capacity of 53.3.");
		StyleCapacity never = found.of(Style.ASYNC_POOL, predicted,
				measured.found(new Search(null, 0.1, End.AT_NO_RATE), List.of()));
		assertThat(never.verdict()).isEqualTo("It is in time at no rate.");
		StyleCapacity always = found.of(Style.WEBCLIENT, predicted,
				measured.found(new Search(1000.0, null, End.AT_EVERY_RATE), List.of()));
		assertThat(always.verdict()).isEqualTo("It is in time at 1000 requests a second, the most allowed.");
		assertThat(found.all(List.of(pool, always)).text())
			.isEqualTo("Requests a second up to which answers are in time: async-pool 24.0, webclient ≥ 1000.");
		assertThat(found.lesson().text()).contains("far below the capacity");
		assertThat(new Verdicts(Plans.plan(40, Arrivals.CONSTANT), Mode.FIND, 1000).lesson().text())
			.contains("in step");
	}

	@Test
	void saysWhenTheTimeWasOver() {
		Verdicts found = new Verdicts(Plans.plan(40, Arrivals.POISSON), Mode.FIND, 1000);
		Predicted predicted = Plans.predicted(Carries.YES, 0.75);
		Measured measured = Plans.measured(90, Carries.YES, 0.3, 0.3);
		StyleCapacity above = found.of(Style.ASYNC_POOL, predicted,
				measured.found(new Search(24.0, null, End.OUT_OF_TIME), List.of()));
		assertThat(above.verdict()).isEqualTo("Not found within the time: it is in time at 24.0 requests a second, and "
				+ "no higher rate was measured to the end.");
		StyleCapacity never = found.of(Style.WEBCLIENT, predicted,
				measured.found(new Search(null, 40.0, End.OUT_OF_TIME), List.of()));
		StyleCapacity nothing = found.of(Style.WEBCLIENT, predicted, Measured.nothing(40));
		assertThat(never.verdict()).isEqualTo(nothing.verdict())
			.isEqualTo("Not found within the time: no rate was measured to the end at which it is in time.");
		assertThat(found.all(List.of(above, never)).text())
			.isEqualTo("Requests a second up to which answers are in time: async-pool ≥ 24.0, webclient ?.");
	}

	@Test
	void failuresThatWereAskedForDoNotCountAndOthersDo() {
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON).withFailRate(0.1);
		Predicted predicted = Plans.predict(plan, Plans.VIRTUAL);
		assertThat(predicted.failed()).isPositive();
		StyleCapacity foreseen = new Verdicts(plan, Mode.PREDICT, 1000).of(Style.VIRTUAL_THREAD, predicted, null);
		assertThat(foreseen.carries()).isEqualTo(Carries.YES);
		assertThat(foreseen.verdict()).endsWith(
				" " + predicted.failed() + " requests failed, since a call of theirs is meant to: they do not count.");
		StyleCapacity more = this.verdicts.of(Style.VIRTUAL_THREAD, Plans.predicted(Carries.YES, null),
				Plans.failing(7));
		assertThat(more.verdict())
			.isEqualTo("It does not carry it: 7 requests failed, and only 0 have a call that is meant to.");
	}

	@ParameterizedTest
	@EnumSource
	void nothingIsCarriedIfNoRequestSucceeds(Mode mode) {
		CapacityPlan plan = Plans.plan(40, Arrivals.POISSON).withFailRate(1);
		Predicted predicted = Plans.predict(plan, Plans.VIRTUAL);
		assertThat(predicted.carries()).isEqualTo(Carries.NO);
		assertThat(predicted.tippingPoint()).isZero();
		Measured measured = (mode == Mode.PREDICT) ? null : Plans.failing(predicted.failed());
		assertThat(new Verdicts(plan, mode, 1000).of(Style.VIRTUAL_THREAD, predicted, measured).verdict())
			.isEqualTo("No style carries it: none of " + predicted.failed()
					+ " requests succeeds, since each has a call that fails.");
	}

}
