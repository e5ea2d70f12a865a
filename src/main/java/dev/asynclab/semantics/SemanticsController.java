package dev.asynclab.semantics;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;

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
@Tag(name = Tags.SEMANTICS)
class SemanticsController {

	private final SemanticsProbes probes;

	SemanticsController(SemanticsProbes probes) {
		this.probes = probes;
	}

	// A Callable, since Spring interrupts it when the client is seen to have hung up.
	@GetMapping(path = "/api/semantics", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "What people rely on in asyncio, and where Spring's usual idioms differ",
			description = """
					For each fact and style a probe finds out what the usual idiom does (`allOf`, `Mono.zip`,
					`invokeAll`, ...) and what the lesson class does. Nothing is looked up: each call measures anew, in
					a few seconds; one call measures while three may wait, and more are a 429. `scenario` is a body for `POST /api/scenarios` that shows the
					fact.""")
	Callable<SemanticsTable> semantics(
			@Parameter(description = "The `id` of one fact, such as `first-error-at-once`; all unless given.",
					example = "first-error-at-once") @RequestParam(required = false) @Nullable String fact) {
		List<Statement> statements = statements(fact);
		return () -> this.probes.measure(statements);
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
					all.stream().map(Statement::id).collect(Collectors.joining(", ")))));
	}

}
