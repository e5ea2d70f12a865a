package dev.asynclab.scenario.run;

import dev.asynclab.asyncio.VirtualClock;
import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.ScenarioOutcome;
import dev.asynclab.scenario.steps.StepRecorder;
import dev.asynclab.scenario.steps.Steps;

/**
 * Runs scenarios in style asyncio on the virtual clock, and listens to the loop.
 */
public final class AsyncioStepper {

	private AsyncioStepper() {
	}

	/**
	 * Runs a scenario.
	 * @param scenario the scenario
	 * @param most how many steps are told at most
	 * @return the steps of the loop, and the outcome that the scenario has without them
	 * @throws dev.asynclab.asyncio.CancelledError if the caller was interrupted
	 */
	public static Steps run(Scenario scenario, int most) {
		VirtualClock clock = new VirtualClock();
		StepRecorder recorder = new StepRecorder(scenario, clock, most);
		return recorder
			.steps(new ScenarioOutcome(new AsyncioScenario(scenario, clock, recorder).run(Style.ASYNCIO.id()))
				.toJson(Style.ASYNCIO));
	}

}
