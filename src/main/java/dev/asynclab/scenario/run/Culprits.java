package dev.asynclab.scenario.run;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioTask;
import dev.asynclab.scenario.python.Program;
import dev.asynclab.scenario.python.PythonProgram;
import dev.asynclab.scenario.steps.Step.Statement;

/**
 * The lines of code with which the tasks of a scenario block an event loop: those of the
 * scenario's Python text, which is the code that its author can change.
 */
final class Culprits {

	private Culprits() {
	}

	/**
	 * Finds the lines.
	 * @param scenario the scenario
	 * @return for each task that blocks its statement and where it stands, such as
	 * {@code time.sleep(1.5) (scenario.py:34)}
	 */
	static Map<String, String> of(Scenario scenario) {
		List<String> blocking = scenario.tasks()
			.stream()
			.filter(ScenarioTask::blocking)
			.map(ScenarioTask::name)
			.toList();
		if (blocking.isEmpty()) {
			return Map.of();
		}
		Program program = PythonProgram.of(scenario);
		List<String> lines = program.text().lines().toList();
		Map<String, String> culprits = new HashMap<>();
		for (Program.Place place : program.places()) {
			if (place.statement() == Statement.WORK && blocking.contains(place.task())) {
				int number = place.lines().getFirst();
				culprits.put(place.task(), lines.get(number - 1).strip() + " (scenario.py:" + number + ")");
			}
		}
		return culprits;
	}

}
