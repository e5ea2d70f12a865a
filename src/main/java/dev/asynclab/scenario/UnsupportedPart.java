package dev.asynclab.scenario;

import java.util.List;
import java.util.Optional;

import dev.asynclab.job.Style;
import dev.asynclab.scenario.Scenario.AfterReturn;
import dev.asynclab.scenario.ScenarioTask.OnCancel;

/**
 * What a style can't do of a scenario.
 *
 * @param path where it stands, such as {@code tasks[2].onCancel}
 * @param reason why not, as a sentence
 * @param nearest the nearest style that can
 */
record UnsupportedPart(String path, String reason, Style nearest) {

	static Optional<UnsupportedPart> of(Scenario scenario, Style style) {
		return switch (style) {
			case ASYNCIO -> Optional.empty();
			case ASYNC_POOL -> debug(scenario).or(() -> run(scenario)).or(() -> inlinePermits(scenario));
			case WEBCLIENT -> debug(scenario).or(() -> refusal(scenario)).or(() -> inlinePermits(scenario));
			case VIRTUAL_THREAD -> debug(scenario);
		};
	}

	private static Optional<UnsupportedPart> debug(Scenario scenario) {
		return found(scenario.debug(), "debug", "Nothing in this style measures and reports slow steps.",
				Style.ASYNCIO);
	}

	private static Optional<UnsupportedPart> run(Scenario scenario) {
		return found(scenario.afterReturn() == AfterReturn.RUN, "afterReturn",
				"A pool outlives every main, and cancels nothing when one has ended.", Style.VIRTUAL_THREAD);
	}

	private static Optional<UnsupportedPart> refusal(Scenario scenario) {
		for (int i = 0; i < scenario.tasks().size(); i++) {
			if (scenario.tasks().get(i).onCancel() != OnCancel.PROPAGATE) {
				return found(true, "tasks[" + i + "].onCancel",
						"A subscription that is cancelled is gone at once: it can't refuse, return a value or fail.",
						Style.VIRTUAL_THREAD);
			}
		}
		return Optional.empty();
	}

	private static Optional<UnsupportedPart> inlinePermits(Scenario scenario) {
		List<String> own = scenario.combinator().leaf().own();
		boolean mixed = scenario.combinator().leaf() instanceof Combinator.Sequential
				&& !own.containsAll(scenario.names());
		return found(mixed && scenario.concurrency() != null, "concurrency",
				"Here a limit is a queue of calls, in which what runs in sequence beside it has no place.",
				Style.VIRTUAL_THREAD);
	}

	private static Optional<UnsupportedPart> found(boolean present, String path, String reason, Style nearest) {
		return present ? Optional.of(new UnsupportedPart(path, reason, nearest)) : Optional.empty();
	}

}
