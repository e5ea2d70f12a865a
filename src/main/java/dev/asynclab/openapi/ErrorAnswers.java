package dev.asynclab.openapi;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import org.springdoc.core.customizers.OpenApiCustomizer;

import org.springframework.stereotype.Component;

/**
 * Documents the errors of every operation, so that no controller has to.
 */
@Component
class ErrorAnswers implements OpenApiCustomizer {

	@Override
	public void customise(OpenAPI document) {
		document.getComponents().addSchemas(ErrorAnswer.SCHEMA, problem());
		for (ErrorAnswer answer : ErrorAnswer.ALL) {
			document.getComponents().addResponses(answer.name(), answer.response());
		}
		document.getPaths().values().forEach((path) -> path.readOperations().forEach(ErrorAnswers::addTo));
	}

	private static void addTo(Operation operation) {
		for (ErrorAnswer answer : ErrorAnswer.ALL) {
			if (answer.isPossible(operation)) {
				operation.getResponses().putIfAbsent(answer.code(), new ApiResponse().$ref(answer.name()));
			}
		}
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("An error, as RFC 9457 has it.")
			.addProperty("title", new StringSchema().description("The status in words."))
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema().description("What is wrong, in a sentence."))
			.addProperty("code", new StringSchema().description("The code of that sentence."))
			.addProperty("args", new ArraySchema().items(new Schema<>()).description("The arguments of that sentence."))
			.addProperty("instance", new StringSchema().description("The path of the request."))
			.addProperty("parameter", new StringSchema().description("The parameter, or field of the body."))
			.addProperty("value", new StringSchema().description("The value that is not allowed."))
			.addProperty("valueSentence", sentence())
			.addProperty("allowed", new StringSchema().description("What is allowed."))
			.addProperty("allowedSentence", sentence())
			.addProperty("nearest", new StringSchema().description("The nearest alternative."));
	}

	private static Schema<?> sentence() {
		return new Schema<>().$ref("Sentence");
	}

}
