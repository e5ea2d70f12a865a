package dev.asynclab.scenario.run;

import java.util.Optional;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.RunRecord;

/**
 * Runs scenarios in one style. A style without such a bean can't run scenarios.
 */
public interface ScenarioRunner {

	Style style();

	/**
	 * How many tasks of a scenario can work at once.
	 * @return the number of threads, or {@link Integer#MAX_VALUE} for no limit
	 */
	default int threads() {
		return Integer.MAX_VALUE;
	}

	/**
	 * Looks for a part of the scenario that the style can't run.
	 * @param scenario the scenario
	 * @param clock the clock that it should run on
	 * @return the first such part, if there is one
	 */
	default Optional<UnsupportedPart> unsupported(Scenario scenario, Clock clock) {
		return Optional.empty();
	}

	/**
	 * Runs a scenario and waits for its last task. Interrupting the caller cancels all
	 * tasks.
	 * @param scenario a scenario without an {@link UnsupportedPart}
	 * @param clock the clock to run it on
	 * @return what was seen in the run
	 * @throws java.util.concurrent.CancellationException if the caller was interrupted;
	 * all tasks have ended then
	 * @throws dev.asynclab.asyncio.CancelledError the same in style asyncio
	 */
	RunRecord run(Scenario scenario, Clock clock);

}
