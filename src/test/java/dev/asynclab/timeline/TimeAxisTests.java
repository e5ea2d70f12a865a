package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link TimeAxis}.
 */
class TimeAxisTests {

	@ParameterizedTest
	@CsvSource({ "2003, 0 s|0.5 s|1 s|1.5 s|2 s", "1000, 0 s|0.2 s|0.4 s|0.6 s|0.8 s|1 s", "13000, 0 s|5 s|10 s",
			"800, 0 ms|200 ms|400 ms|600 ms|800 ms", "0.25, 0 ms|0.05 ms|0.1 ms|0.15 ms|0.2 ms|0.25 ms",
			"60000, 0 s|20 s|40 s|60 s", "0, 0 ms" })
	void hasAtMostFiveRoundSteps(double endMs, String labels) {
		TimeAxis axis = TimeAxis.of(List.of(run(endMs)), 5);
		assertThat(axis.ticks().stream().map(axis::label)).containsExactly(labels.split("\\|", -1));
	}

	@Test
	void endsWithLongestRun() {
		TimeAxis axis = TimeAxis.of(List.of(run(500), run(2000), run(1000)), 5);
		assertThat(axis.endMs()).isEqualTo(2000);
		assertThat(axis.position(500)).isEqualTo(0.25);
		assertThat(axis.position(2000)).isEqualTo(1);
	}

	@Test
	void ofRunThatTookNoTimeHasOnlyItsBegin() {
		TimeAxis axis = TimeAxis.of(List.of(run(0)), 5);
		assertThat(axis.ticks()).containsExactly(BigDecimal.ZERO.multiply(axis.step()));
		assertThat(axis.position(0)).isZero();
	}

	private static Report run(double endMs) {
		Samples.Run run = new Samples.Run();
		run.atNanos(Math.round(endMs * Milliseconds.NANOS)).returned(null);
		return run.report("gather", "webclient");
	}

}
