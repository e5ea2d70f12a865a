package dev.asynclab.scenario;

import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.eventloop.Watchdog;
import dev.asynclab.eventloop.Watchdog.Watch;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * Runs scenarios on the {@code asyncio} package. The outcome is CPython's: exactly on the
 * virtual clock, and on the real one as far as the machine keeps up with the ticks.
 */
public final class AsyncioScenario {

	private final ScenarioLimits limits;

	private final @Nullable Watchdog watchdog;

	/**
	 * Creates a runner whose loops nobody watches.
	 * @param limits how long a run may take on the real clock
	 */
	public AsyncioScenario(ScenarioLimits limits) {
		this(limits, null);
	}

	/**
	 * Creates a runner.
	 * @param limits how long a run may take on the real clock
	 * @param watchdog watches the loops that run on the real clock
	 */
	public AsyncioScenario(ScenarioLimits limits, @Nullable Watchdog watchdog) {
		this.limits = limits;
		this.watchdog = watchdog;
	}

	/**
	 * Runs a scenario on the virtual clock, which takes no time.
	 * @param scenario the scenario
	 * @return its outcome
	 */
	public ObjectNode runVirtual(Scenario scenario) {
		return outcome(new ScenarioRun(scenario, new VirtualClock()));
	}

	/**
	 * Runs a scenario on the real clock. Interrupting the caller cancels it, and then
	 * throws {@link dev.asynclab.asyncio.CancelledError}.
	 * @param scenario the scenario
	 * @return its outcome
	 * @throws InvalidScenarioException if it could take longer than the limits allow
	 */
	public ObjectNode runReal(Scenario scenario) {
		this.limits.requireInTime(scenario, Integer.MAX_VALUE);
		ScenarioRun run = new ScenarioRun(scenario, null);
		if (this.watchdog == null) {
			return outcome(run);
		}
		try (Watch _ = this.watchdog.watch(run.loop())) {
			return outcome(run);
		}
	}

	private static ObjectNode outcome(ScenarioRun run) {
		run.run();
		return new ScenarioOutcome(run.record()).toJson();
	}

}
