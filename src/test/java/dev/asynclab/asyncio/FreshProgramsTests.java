package dev.asynclab.asyncio;

import java.io.BufferedReader;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

import dev.asynclab.CPython;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Compares fresh random programs with the CPython 3.13 that is installed here, if one is:
 * <pre>mvn test -Dtest=FreshProgramsTests -Dprograms=20000 -Dseed=7</pre> Add
 * {@code -Donly=groups,locks} for programs with statements of some kind,
 * {@code -Dwithout=cycles} for programs without, and {@code -Dpython=/path/to/python3.13}
 * if it is not on the path under that name.
 */
@EnabledIfSystemProperty(named = "programs", matches = "\\d+")
class FreshProgramsTests {

	private static final int MANY = 20;

	/** Fewer than one program in this many may hang in CPython. */
	private static final int HANGING = 20;

	@Test
	void goTheSameWayInPython() throws IOException, InterruptedException {
		List<String> differences = new ArrayList<>();
		int hanging = 0;
		int compared = 0;
		Process python = generator().start();
		try (BufferedReader lines = python.inputReader()) {
			for (String line = lines.readLine(); line != null && differences.size() < MANY; line = lines.readLine()) {
				JsonNode json = JsonMapper.shared().readTree(line);
				compared++;
				if (json.get("outcome").isNull() || json.get("untied").isNull()) {
					hanging++;
					if (!ProgramComparison.hangs(json)) {
						differences.add("seed " + json.get("program").get("seed") + " hangs in CPython only");
					}
					continue;
				}
				String difference = ProgramComparison.difference(json);
				if (difference != null) {
					differences.add(difference);
				}
			}
		}
		finally {
			python.destroy();
		}
		assertThat(differences).as("of %d programs", compared).isEmpty();
		assertThat(compared).isEqualTo(Integer.getInteger("programs"));
		assertThat(hanging * HANGING).as("%d of %d programs never end in CPython", hanging, compared)
			.isLessThan(compared);
		System.out.printf("%d fresh programs go the same way as in CPython; %d of them never end in either%n", compared,
				hanging);
	}

	private static ProcessBuilder generator() {
		return CPython
			.script("programs.py", "--count", System.getProperty("programs"), "--seed", System.getProperty("seed", "1"),
					"--only", System.getProperty("only", ""), "--without", System.getProperty("without", ""))
			.redirectError(ProcessBuilder.Redirect.DISCARD);
	}

}
