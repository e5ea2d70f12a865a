package dev.asynclab.lesson;

import java.util.List;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Paths;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Adds the concepts to the OpenAPI document: a tag for each, before the other tags and in
 * the order of the tutorial; the styles that each concept has; and the concepts that can
 * be compared.
 */
@Component
class ConceptDocumentation implements OpenApiCustomizer {

	private final Concepts concepts;

	ConceptDocumentation(Concepts concepts) {
		this.concepts = concepts;
	}

	@Override
	public void customise(OpenAPI document) {
		List<String> paths = this.concepts.inOrder().stream().map((concept) -> "/api/" + concept.name()).toList();
		Paths ordered = new Paths();
		Stream.concat(paths.stream(), document.getPaths().keySet().stream())
			.filter(document.getPaths()::containsKey)
			.distinct()
			.forEach((path) -> ordered.put(path, document.getPaths().get(path)));
		document.setPaths(ordered);
		this.concepts.inOrder()
			.forEach((concept) -> allow(document, concept.name(), "style",
					Concepts.styles(concept).stream().map(Style::id).toList()));
		allow(document, "compare", "concept", this.concepts.comparable());
	}

	@SuppressWarnings("unchecked")
	private static void allow(OpenAPI document, String path, String parameter, List<String> values) {
		Stream.ofNullable(document.getPaths().get("/api/" + path))
			.flatMap((item) -> Stream.ofNullable(item.getGet()))
			.flatMap((operation) -> operation.getParameters().stream())
			.filter((it) -> it.getName().equals(parameter))
			.forEach((it) -> it.getSchema().setEnum(values));
	}

}
