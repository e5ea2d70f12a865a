package dev.asynclab.scenario.run;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.EventLog;
import dev.asynclab.scenario.outcome.RunRecord;

/**
 * Runs scenarios in one of Spring's styles, with its lesson classes and on the real
 * clock. The outcome is what the style does, which may differ from CPython's.
 */
record RealClockRunner(Style style, int threads, Function<Scenario, Optional<UnsupportedPart>> unsupportedPart,
		BiFunction<Scenario, EventLog, SpringScenario> start) implements ScenarioRunner {

	@Override
	public Optional<UnsupportedPart> unsupported(Scenario scenario, Clock clock) {
		return UnsupportedPart.debug(scenario)
			.or(() -> UnsupportedPart.then(scenario))
			.or(() -> this.unsupportedPart.apply(scenario))
			.or(() -> UnsupportedPart.clock(clock));
	}

	@Override
	public RunRecord run(Scenario scenario, Clock clock) {
		return new RealClockRun(scenario, this.start).run();
	}

}
