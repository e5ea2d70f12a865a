package dev.asynclab.scale;

import java.util.Collections;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for {@link ScaleText}.
 */
class ScaleTextTests {

	@ParameterizedTest
	@MethodSource("dev.asynclab.scale.EngineTests#engines")
	void fitsATerminalAlsoWithTheMostTasks(Engine engine) {
		int most = Integer.MAX_VALUE;
		ScaleReport report = new ScaleReport(engine.profile().style(), engine.profile().runs(), "timer", most, 119_999,
				most, false, 119_999.5, 119_999, 0.5, most, most, most, 2000, Collections.nCopies(60, most));
		assertThat(report.toText().lines()).allMatch((line) -> line.length() <= 80);
		assertThat(report.toText()).contains("2,147,483,647 ┤█", "\n              ┤█", "\n    in flight └─");
	}

}
