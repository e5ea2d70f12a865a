package dev.asynclab.asyncio;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

/**
 * Compares fresh random programs with the CPython 3.13 that is installed here, if one is:
 * <pre>mvn test -Dtest=FreshProgramsTests -Dprograms=20000 -Dseed=7</pre> Add
 * {@code -Donly=groups,locks} for programs with statements of some kind,
 * {@code -Dwithout=cycles} for programs without, and {@code -Dpython=/path/to/python3.13}
 * if it is not on the path under that name.
 */
@EnabledIfSystemProperty(named = "programs", matches = "\\d+")
class FreshProgramsTests {

	private static final String PYTHON = System.getProperty("python", "python3.13");

	/** It gives up after this many differences and programs that do not end. */
	private static final int MANY = 20;

	/** A program takes milliseconds. One that takes longer may go on beside the next. */
	private static final Duration PATIENCE = Duration.ofSeconds(1);

	/** What has not ended this long after the last program came hangs. */
	private static final Duration HANG = Duration.ofSeconds(Integer.getInteger("hang", 60));

	/** Fewer than one program in this many may hang in CPython. */
	private static final int HANGING = 20;

	private final List<String> differences = new ArrayList<>();

	private final List<ProgramComparison> running = new ArrayList<>();

	private int compared;

	private int hanging;

	@Test
	void goTheSameWayInPython() throws IOException, InterruptedException {
		assumeThat(version()).as("%s, or -Dpython=...", PYTHON).startsWith("Python 3.13");
		Process python = generator().start();
		try (BufferedReader lines = python.inputReader()) {
			for (String line = lines.readLine(); line != null && goesOn(); line = lines.readLine()) {
				compare(JsonMapper.shared().readTree(line));
			}
		}
		finally {
			python.destroy();
		}
		awaitTheRest();
		assertThat(this.differences).as("of %d programs", this.compared).isEmpty();
		assertThat(this.compared).isEqualTo(Integer.getInteger("programs"));
		assertThat(this.hanging * HANGING).as("%d of %d programs never end in CPython", this.hanging, this.compared)
			.isLessThan(this.compared);
		System.out.printf("%d fresh programs go the same way as in CPython; %d of them never end in either%n",
				this.compared, this.hanging);
	}

	private boolean goesOn() {
		return this.differences.size() + this.running.size() < MANY;
	}

	private void compare(JsonNode line) throws InterruptedException {
		ProgramComparison comparison = ProgramComparison.start(line);
		this.compared++;
		if (comparison.hangsInCPython()) {
			this.hanging++;
		}
		this.running.add(comparison);
		comparison.awaitEnd(PATIENCE);
		List<ProgramComparison> ended = this.running.stream().filter(ProgramComparison::hasEnded).toList();
		ended.forEach(this::noteDifference);
		this.running.removeAll(ended);
	}

	// All at once, against one limit.
	private void awaitTheRest() throws InterruptedException {
		Instant limit = Instant.now().plus(HANG);
		for (ProgramComparison comparison : this.running) {
			comparison.awaitEnd(Duration.between(Instant.now(), limit));
			noteDifference(comparison);
		}
	}

	private void noteDifference(ProgramComparison comparison) {
		String difference = comparison.difference();
		if (difference != null) {
			this.differences.add(difference);
		}
	}

	private static String version() {
		try (BufferedReader output = new ProcessBuilder(PYTHON, "--version").start().inputReader()) {
			return String.valueOf(output.readLine());
		}
		catch (IOException ex) {
			return "none: " + ex.getMessage();
		}
	}

	private static ProcessBuilder generator() {
		Path directory = Path.of("src/test/resources/asyncio").toAbsolutePath();
		List<String> command = List.of(PYTHON, "-B", "programs.py", "--count", System.getProperty("programs"), "--seed",
				System.getProperty("seed", "1"), "--only", System.getProperty("only", ""), "--without",
				System.getProperty("without", ""));
		return new ProcessBuilder(command).directory(directory.toFile()).redirectError(ProcessBuilder.Redirect.DISCARD);
	}

}
