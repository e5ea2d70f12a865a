package dev.asynclab.scenario;

import java.time.Duration;

import dev.asynclab.admission.Limits;
import dev.asynclab.notation.Sentence;
import dev.asynclab.scenario.grammar.InvalidScenarioException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioParser;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;

/**
 * How large a scenario may be.
 *
 * @param tasks how many tasks, and how many requests to cancel, it may have
 * @param time how long each time in it may be, and how long the whole scenario may take
 * on the real clock
 * @param bodyBytes how many bytes its JSON text may have in UTF-8
 */
public record ScenarioLimits(int tasks, Duration time, int bodyBytes) {

	ScenarioParser parser() {
		return new ScenarioParser(this.tasks, this.time, this.bodyBytes);
	}

	// Refuses a scenario that could take too long on the real clock.
	void requireInTime(Scenario scenario, int threads) {
		Duration longest = scenario.longest(threads);
		if (longest.compareTo(this.time) > 0) {
			throw new InvalidScenarioException("tasks",
					Sentence.of("given.up-to", "up to {0} ms in all", longest.toMillis()),
					Sentence.of("allowed.real-time", "at most {0} ms on the real clock", this.time.toMillis()));
		}
	}

	/**
	 * The limits that can be configured. The time is that of each time in a scenario, and
	 * that of the whole on the real clock. The steps are those that are told of a
	 * scenario, and the stepped tasks are those that it may have then.
	 */
	@ConfigurationProperties("asynclab.limits")
	record Properties(@DefaultValue("256KB") DataSize scenarioBody, @DefaultValue("10m") Duration scenarioTime,
			@DefaultValue("400") int steps, @DefaultValue("50") int steppedTasks) {

		Properties {
			Limits.requirePositive("scenario-body", scenarioBody.toBytes());
			Limits.requirePositive("scenario-time", scenarioTime);
			Limits.requirePositive("steps", steps);
			Limits.requirePositive("stepped-tasks", steppedTasks);
		}

		ScenarioLimits forTasks(int tasks) {
			return new ScenarioLimits(tasks, this.scenarioTime, Math.toIntExact(this.scenarioBody.toBytes()));
		}

	}

}
