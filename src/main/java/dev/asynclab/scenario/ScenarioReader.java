package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.scenario.grammar.InvalidScenarioException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.ScenarioParser;

import org.springframework.http.HttpStatus;

/**
 * Reads a scenario from the body of a request.
 */
final class ScenarioReader {

	private final ScenarioLimits limits;

	private final ScenarioParser parser;

	ScenarioReader(ScenarioLimits limits) {
		this.limits = limits;
		this.parser = limits.parser();
	}

	// Answers what is too large with a 413, and what breaks the grammar with a 400 that
	// names the path in the JSON.
	Scenario read(InputStream body) throws IOException {
		byte[] json = body.readNBytes(this.limits.bodyBytes() + 1);
		if (json.length > this.limits.bodyBytes()) {
			throw new ProblemException(HttpStatus.CONTENT_TOO_LARGE, Sentence.of("too-large.scenario",
					"A scenario may have at most {0} bytes.", this.limits.bodyBytes()));
		}
		try {
			return this.parser.parse(new String(json, StandardCharsets.UTF_8));
		}
		catch (InvalidScenarioException ex) {
			throw problem(ex);
		}
	}

	static BadParameterException problem(InvalidScenarioException ex) {
		return new BadParameterException(ex.path().isEmpty() ? "body" : ex.path(), ex.value(), ex.allowed());
	}

}
