package dev.asynclab.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.StringSchema;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Documents answers that are drawn or streamed as text. By itself springdoc gives them
 * the schema of the report.
 */
@Component
class PictureAnswers implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI document) {
		document.getPaths().values().forEach((path) -> path.readOperations().forEach(PictureAnswers::describe));
	}

	private static void describe(Operation operation) {
		operation.getResponses().values().forEach((response) -> {
			if (response.getContent() != null) {
				describe(response.getContent());
			}
		});
	}

	private static void describe(Content content) {
		// Replaced, not changed, since springdoc shares one object between all types.
		content.replaceAll((type, answer) -> isDrawn(type) ? new MediaType().schema(new StringSchema()) : answer);
	}

	private static boolean isDrawn(String type) {
		return type.startsWith("text/") || type.startsWith("image/");
	}

}
