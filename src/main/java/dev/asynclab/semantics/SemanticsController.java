package dev.asynclab.semantics;

import java.util.List;
import java.util.concurrent.Callable;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.semantics.probe.Facts;
import dev.asynclab.semantics.probe.Statement;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/semantics}.
 */
@RestController
@Tag(name = Tags.LEARN)
class SemanticsController {

	private final SemanticsProbes probes;

	SemanticsController(SemanticsProbes probes) {
		this.probes = probes;
	}

	// A Callable, because Spring interrupts it when it finds that the client has gone.
	@GetMapping(path = "/api/semantics", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "What people rely on in asyncio, and where Spring's usual idioms differ", description = """
			For each fact and style, a probe measures what the usual idiom does (`allOf`, `Mono.zip`,
			`invokeAll`, ...) and what the lesson class does. Each request measures anew, which takes a few
			seconds. One request measures at a time and a few may wait; any other is answered with a 429.
			`scenario` is a body for `POST /api/scenarios` that shows the fact. With a `fact` and a `style`, the
			cell of that style has timelines too: its idiom and its lesson class, a moment after each step.""")
	Callable<SemanticsTable> semantics(
			@Parameter(description = "The `id` of one fact, such as `first-error-at-once`; all facts if it is missing.",
					example = "first-error-at-once") @RequestParam(required = false) @Nullable String fact,
			@Parameter(description = "The style whose idiom and lesson class are drawn; only with a fact.",
					example = "async-pool") @RequestParam(required = false) @Nullable Style style) {
		List<Statement> statements = statements(fact);
		if (fact == null && style != null) {
			throw new BadParameterException("style", style.id(),
					Sentence.of("allowed.with-fact", "a style, if there is a fact"));
		}
		return () -> this.probes.measure(statements, style);
	}

	private static List<Statement> statements(@Nullable String fact) {
		List<Statement> all = Facts.statements();
		if (fact == null) {
			return all;
		}
		return List.of(all.stream()
			.filter((statement) -> statement.id().equals(fact))
			.findFirst()
			.orElseThrow(() -> new BadParameterException("fact", fact,
					Sentence.names(all.stream().map(Statement::id).toList()))));
	}

}
