package dev.asynclab.scenario;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.UnsupportedCombinationException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.run.Clock;
import dev.asynclab.scenario.run.ScenarioRunner;

import org.springframework.stereotype.Component;

/**
 * The styles that can run scenarios.
 */
@Component
class ScenarioRunners {

	private final Map<Style, ScenarioRunner> runners;

	ScenarioRunners(List<ScenarioRunner> runners) {
		this.runners = new TreeMap<>(
				runners.stream().collect(Collectors.toMap(ScenarioRunner::style, Function.identity())));
	}

	// Refuses a style that runs no scenarios, or that can't run a part of this one.
	ScenarioRunner get(Style style, Scenario scenario, Clock clock) {
		ScenarioRunner runner = this.runners.get(style);
		if (runner == null) {
			throw new UnsupportedCombinationException(
					Sentence.of("unsupported.scenarios", "Style {0} runs no scenarios.", style.id()),
					"style=" + nearest(style).id());
		}
		runner.unsupported(scenario, clock).ifPresent((part) -> {
			throw new UnsupportedCombinationException(
					Sentence.of("unsupported.part", "{0} in style {1}: {2}", part.path(), style.id(), part.reason()),
					part.nearest());
		});
		return runner;
	}

	private Style nearest(Style style) {
		return this.runners.keySet()
			.stream()
			.min(Comparator.comparing((Style other) -> other.shape() != style.shape())
				.thenComparing((other) -> other.hasEventLoop() != style.hasEventLoop()))
			.orElse(Style.ASYNCIO);
	}

}
