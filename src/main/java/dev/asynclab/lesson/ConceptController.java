package dev.asynclab.lesson;

import java.util.List;

import dev.asynclab.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/lessons}.
 */
@RestController
@Tag(name = Tags.LEARN)
class ConceptController {

	private final Concepts concepts;

	ConceptController(Concepts concepts) {
		this.concepts = concepts;
	}

	@GetMapping(path = "/api/lessons", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "The concepts, and which styles have a lesson class for each",
			description = "For each concept and style, the file of the lesson class or the reason why there is none.")
	List<Concepts.ConceptEntry> lessons() {
		return this.concepts.entries();
	}

}
