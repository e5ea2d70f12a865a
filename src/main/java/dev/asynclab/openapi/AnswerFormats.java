package dev.asynclab.openapi;

import java.util.List;

import dev.asynclab.problem.Formats;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Documents the formats of answers: {@code format} for each operation that has more than
 * one, and the type of what is drawn or streamed as text. By itself springdoc gives text
 * the schema of the report.
 */
@Component
class AnswerFormats implements OpenApiCustomizer {

	private final Formats formats;

	AnswerFormats(Formats formats) {
		this.formats = formats;
	}

	@Override
	public void customise(OpenAPI document) {
		document.getPaths().values().stream().flatMap((path) -> path.readOperations().stream()).forEach((operation) -> {
			addTo(operation);
			operation.getResponses().values().forEach(AnswerFormats::describe);
		});
	}

	private void addTo(Operation operation) {
		List<String> producible = this.formats.of(mediaTypes(operation));
		if (producible.size() > 1) {
			operation.addParametersItem(parameter(producible));
		}
	}

	private static List<MediaType> mediaTypes(Operation operation) {
		return operation.getResponses()
			.entrySet()
			.stream()
			.filter((response) -> response.getKey().startsWith("2") && response.getValue().getContent() != null)
			.flatMap((response) -> response.getValue().getContent().keySet().stream())
			.map(MediaType::parseMediaType)
			.toList();
	}

	private static void describe(ApiResponse response) {
		if (response.getContent() != null) {
			// Replaced, not changed, since springdoc shares one object between all types.
			response.getContent()
				.replaceAll((type, answer) -> isText(type)
						? new io.swagger.v3.oas.models.media.MediaType().schema(new StringSchema()) : answer);
		}
	}

	private static boolean isText(String type) {
		return type.startsWith("text/") || type.startsWith("image/");
	}

	private static Parameter parameter(List<String> producible) {
		StringSchema schema = new StringSchema();
		schema.setEnum(producible);
		return new QueryParameter().name(Formats.PARAMETER)
			.description("The format of the answer. It takes precedence over the Accept header.")
			.schema(schema);
	}

}
