package dev.asynclab.scenario.run;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.CPython;
import dev.asynclab.scenario.grammar.Scenario;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares fresh random scenarios with the CPython 3.13 that is installed here, if one
 * is: <pre>mvn test -Dtest=FreshScenariosTests -Dscenarios=2000 -Dseed=7</pre> Add
 * {@code -Dkind=gather} for one kind, {@code -Draces} for scenarios with ties, and
 * {@code -Dpython=/path/to/python3.13} if it is not on the path under that name.
 */
@EnabledIfSystemProperty(named = "scenarios", matches = "\\d+")
class FreshScenariosTests {

	@Test
	void haveTheSameOutcomeInPython() throws IOException, InterruptedException {
		Process python = generator().start();
		int compared = 0;
		try (BufferedReader lines = python.inputReader()) {
			for (String line = lines.readLine(); line != null; line = lines.readLine()) {
				JsonNode json = JsonMapper.shared().readTree(line);
				Scenario scenario = StyleFixture.parse(json.get("scenario"));
				JsonNode outcome = StyleFixture.outcome(scenario);
				assertThat(OutcomeDiff.of(json.get("outcome"), outcome)).as(json.get("scenario").toString()).isEmpty();
				compared++;
			}
		}
		assertThat(python.waitFor()).as("exit code of gen.py").isZero();
		assertThat(compared).isEqualTo(Integer.getInteger("scenarios"));
		System.out.println(compared + " fresh scenarios equal CPython's");
	}

	private static ProcessBuilder generator() {
		List<String> command = new ArrayList<>(List.of("gen.py", "--with-outcome", "--count",
				System.getProperty("scenarios"), "--seed", System.getProperty("seed", "1")));
		if (System.getProperty("kind") != null) {
			command.addAll(List.of("--kind", System.getProperty("kind")));
		}
		if (System.getProperty("races") != null) {
			command.add("--allow-races");
		}
		return CPython.script(command.toArray(String[]::new));
	}

}
