package dev.asynclab.pitfall;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.load.Experiments;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.ProblemException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/pitfalls}.
 */
@RestController
@Tag(name = Tags.LEARN)
class PitfallController {

	private static final int LONGEST_SYMPTOM = 400;

	private final List<Pitfall<?>> pitfalls;

	private final PitfallRuns runs;

	private final Experiments experiments;

	private final OwnServer server;

	private final PitfallSearch search;

	PitfallController(List<Pitfall<?>> pitfalls, PitfallRuns runs, Experiments experiments, OwnServer server) {
		this.pitfalls = List.copyOf(pitfalls);
		this.runs = runs;
		this.experiments = experiments;
		this.server = server;
		this.search = new PitfallSearch(facts());
	}

	@GetMapping(path = "/api/pitfalls", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "The mistakes that can be run",
			description = "For each mistake: what happens in Spring and in asyncio, what it costs, how to avoid it, where it is described, how people tell of it, and what shows it in a service of one's own. With `symptom`, those that it may be: best first, eight at most.")
	PitfallCatalogue pitfalls(@Parameter(description = "What is seen, in your words, or the text of an exception.",
			example = "requests hang after a while") @RequestParam(required = false) @Nullable String symptom) {
		if (symptom == null) {
			return new PitfallCatalogue(facts(), null);
		}
		if (symptom.isBlank() || symptom.length() > LONGEST_SYMPTOM) {
			throw new BadParameterException("symptom", symptom,
					Sentence.of("allowed.symptom", "1 to {0} characters", LONGEST_SYMPTOM));
		}
		List<PitfallFacts> found = this.search.find(symptom);
		return new PitfallCatalogue(found,
				found.stream()
					.map((facts) -> this.server.curl("/api/pitfalls/" + facts.id() + "?format=text"))
					.toList());
	}

	private List<PitfallFacts> facts() {
		return this.pitfalls.stream().<PitfallFacts>map(Pitfall::facts).toList();
	}

	@GetMapping(path = "/api/pitfalls/{id}",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "A mistake, broken and fixed", description = """
			Runs the broken code and then the fixed code, each with its own threads, clients and servers. The answer
			has what was observed of both, in the same fields, and the source of both. A run takes ten seconds at
			most. It answers 429 if the machine is too busy for that, or if too many pitfalls are running.""")
	CompletableFuture<PitfallReport> pitfall(@Parameter(description = "The id of a mistake, from the list.",
			example = "future-cancel") @PathVariable String id) {
		Supplier<@Nullable String> beside = this.experiments.beside();
		return this.runs.start(find(id)).thenApply((report) -> report.calledAt(this.server, beside.get()));
	}

	private Pitfall<?> find(String id) {
		return this.pitfalls.stream()
			.filter((pitfall) -> pitfall.facts().id().equals(id))
			.findFirst()
			.orElseThrow(() -> new ProblemException(HttpStatus.NOT_FOUND,
					Sentence.of("not-found.pitfall", "There is no such pitfall. /api/pitfalls has the list.")));
	}

}
