package dev.asynclab.openapi;

import java.util.List;

import dev.asynclab.problem.Formats;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.parameters.QueryParameter;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Documents {@code format} for each operation that answers in more than one of the
 * formats, so that controllers need not.
 */
@Component
class FormatParameter implements OpenApiCustomizer {

	private final Formats formats;

	FormatParameter(Formats formats) {
		this.formats = formats;
	}

	@Override
	public void customise(OpenAPI document) {
		document.getPaths().values().forEach((path) -> path.readOperations().forEach(this::addTo));
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

	private static Parameter parameter(List<String> producible) {
		StringSchema schema = new StringSchema();
		schema.setEnum(producible);
		return new QueryParameter().name(Formats.PARAMETER)
			.description("The format of the answer. Beats Accept, whose media types are listed with the answer.")
			.schema(schema);
	}

}
