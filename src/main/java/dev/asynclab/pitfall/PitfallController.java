package dev.asynclab.pitfall;

import java.util.List;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/pitfalls}.
 */
@RestController
@Tag(name = Tags.LEARN)
class PitfallController {

	private final List<Pitfall<?>> pitfalls;

	private final PitfallRuns runs;

	private final OwnServer server;

	PitfallController(List<Pitfall<?>> pitfalls, PitfallRuns runs, OwnServer server) {
		this.pitfalls = List.copyOf(pitfalls);
		this.runs = runs;
		this.server = server;
	}

	@GetMapping(path = "/api/pitfalls", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "The mistakes that can be run",
			description = "For each mistake: what happens in Spring and in asyncio, what it costs, how to avoid it, and where it is described.")
	PitfallCatalogue pitfalls() {
		return new PitfallCatalogue(this.pitfalls.stream().<PitfallFacts>map(Pitfall::facts).toList());
	}

	@GetMapping(path = "/api/pitfalls/{id}",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "A mistake, broken and fixed", description = """
			Runs the broken code and then the fixed code, each with its own threads, clients and servers. The answer
			has what was observed of both, in the same fields, and the source of both. A run takes ten seconds at
			most. It answers 429 if the machine is too busy for that, or if too many pitfalls are running.""")
	CompletableFuture<PitfallReport> pitfall(@Parameter(description = "The id of a mistake, from the list.",
			example = "future-cancel") @PathVariable String id) {
		return this.runs.start(find(id)).thenApply((report) -> report.calledAt(this.server));
	}

	private Pitfall<?> find(String id) {
		return this.pitfalls.stream()
			.filter((pitfall) -> pitfall.facts().id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
					Sentence.of("not-found.pitfall", "There is no such pitfall. /api/pitfalls has the list.")));
	}

}
