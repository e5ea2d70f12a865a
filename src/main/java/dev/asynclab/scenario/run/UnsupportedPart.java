package dev.asynclab.scenario.run;

import java.util.Optional;
import java.util.stream.IntStream;

import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask.Then;

/**
 * A part of a request to run a scenario that a style can't do.
 *
 * @param path the place of the part, such as {@code tasks[2].onCancel}
 * @param reason why the style can't do it, as a sentence
 * @param nearest the parameter to change, such as {@code style=asyncio}
 */
public record UnsupportedPart(String path, Sentence reason, String nearest) {

	static final String VIRTUAL_THREAD = "style=virtual-thread";

	static Optional<UnsupportedPart> debug(Scenario scenario) {
		return when(scenario.debug(), "debug",
				Sentence.of("unsupported.debug", "Nothing in this style measures and reports slow steps."),
				"style=asyncio");
	}

	static Optional<UnsupportedPart> then(Scenario scenario) {
		return IntStream.range(0, scenario.tasks().size())
			.filter((i) -> scenario.tasks().get(i).then() != Then.NOTHING)
			.mapToObj((i) -> new UnsupportedPart("tasks[" + i + "].then",
					Sentence.of("unsupported.then",
							"Only style asyncio has the barrier, the condition and the queue of a scenario."),
					"style=asyncio"))
			.findFirst();
	}

	static Optional<UnsupportedPart> clock(Clock clock) {
		return when(clock == Clock.VIRTUAL, "clock=virtual",
				Sentence.of("unsupported.clock", "Its threads and timers can use only the real clock."), "clock=real");
	}

	static Optional<UnsupportedPart> when(boolean present, String path, Sentence reason, String nearest) {
		return present ? Optional.of(new UnsupportedPart(path, reason, nearest)) : Optional.empty();
	}

}
