package dev.asynclab.scenario.run;

import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.eventloop.Watchdog.Watch;
import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.ScenarioOutcome;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.stereotype.Component;

/**
 * Runs scenarios on the {@code asyncio} package. The outcome is CPython's: exactly on the
 * virtual clock, and on the real one as far as the machine keeps up with the ticks.
 */
@Component
final class AsyncioRunner implements ScenarioRunner {

	private final @Nullable Watchdog watchdog;

	/**
	 * Creates a runner.
	 * @param watchdog watches the loops that run on the real clock, or null
	 */
	AsyncioRunner(@Nullable Watchdog watchdog) {
		this.watchdog = watchdog;
	}

	@Override
	public Style style() {
		return Style.ASYNCIO;
	}

	@Override
	public ObjectNode run(Scenario scenario, Clock clock) {
		AsyncioScenario run = new AsyncioScenario(scenario, (clock == Clock.VIRTUAL) ? new VirtualClock() : null);
		if (clock == Clock.VIRTUAL || this.watchdog == null) {
			return outcome(run);
		}
		try (Watch _ = this.watchdog.watch(run.loop())) {
			return outcome(run);
		}
	}

	private static ObjectNode outcome(AsyncioScenario run) {
		return new ScenarioOutcome(run.run()).toJson();
	}

}
