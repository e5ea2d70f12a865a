package dev.asynclab.openapi;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import dev.asynclab.problem.Formats;
import dev.asynclab.timeline.Traced;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Documents the formats of answers: {@code format} for each operation that has more than
 * one, an example of each, and the type of what is drawn or streamed as text. By itself
 * springdoc gives text the schema of the report.
 */
@Component
class AnswerFormats implements OpenApiCustomizer {

	private final Formats formats;

	AnswerFormats(Formats formats) {
		this.formats = formats;
	}

	@Override
	public void customise(OpenAPI document) {
		document.getPaths().forEach((path, item) -> item.readOperationsMap().forEach((method, operation) -> {
			addTo(operation);
			operation.getResponses()
				.values()
				.forEach((response) -> describe(response, (type) -> AnswerExample.find(method.name(), path, type)));
		}));
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

	private static void describe(ApiResponse response, Function<MediaType, Optional<?>> examples) {
		if (response.getContent() != null) {
			// Replaced, not changed, since springdoc shares one object between all types.
			response.getContent().replaceAll((type, answer) -> {
				io.swagger.v3.oas.models.media.MediaType described = new io.swagger.v3.oas.models.media.MediaType()
					.schema(schema(type, answer));
				examples.apply(MediaType.parseMediaType(type)).ifPresent(described::setExample);
				return described;
			});
		}
	}

	private static Schema<?> schema(String type, io.swagger.v3.oas.models.media.MediaType answer) {
		if (type.equals(Traced.MEDIA_TYPE)) {
			return new ObjectSchema().description("Chrome's trace JSON, for ui.perfetto.dev and chrome://tracing.");
		}
		return isText(type) ? new StringSchema() : answer.getSchema();
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
