package dev.asynclab.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.Parameter;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * An error that an operation can answer.
 *
 * @param status its status, whose name is also the name of the response in the document
 * @param description when it occurs
 * @param detail the detail of the example
 * @param condition selects the operations that can answer it
 * @param properties more properties of the example
 */
record ErrorAnswer(HttpStatus status, String description, String detail, Predicate<Operation> condition,
		Map<String, String> properties) {

	private static final String SCHEMA = "Problem";

	private static final List<HttpStatus> WITH_RETRY_AFTER = List.of(HttpStatus.TOO_MANY_REQUESTS,
			HttpStatus.SERVICE_UNAVAILABLE);

	static final List<ErrorAnswer> ALL = List.of(
			new ErrorAnswer(HttpStatus.BAD_REQUEST,
					"Wrong input: the problem names the parameter, its value and what is allowed.",
					"style=fast is not allowed; allowed: async-pool, webclient, virtual-thread.", (_) -> true,
					Map.of("parameter", "style", "value", "fast", "allowed", "async-pool, webclient, virtual-thread")),
			new ErrorAnswer(HttpStatus.FORBIDDEN,
					"The request comes from a page of another site, or its Host is not the lab's.",
					"Pages of another site may not use the lab.", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.NOT_FOUND, "Nothing has this name.", "There is nothing at this path.",
					(operation) -> hasParameter(operation, (parameter) -> "path".equals(parameter.getIn())), Map.of()),
			new ErrorAnswer(HttpStatus.NOT_ACCEPTABLE, "The operation can produce none of the media types in Accept.",
					"Acceptable representations: [application/json].", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.CONTENT_TOO_LARGE, "The body is too large.", "The body is too large.",
					ErrorAnswer::hasBody, Map.of()),
			new ErrorAnswer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON.",
					"Content-Type 'text/plain' is not supported.", ErrorAnswer::hasBody, Map.of()),
			new ErrorAnswer(HttpStatus.UNPROCESSABLE_CONTENT,
					"The style has no idiom for this: the problem names the nearest alternative.",
					"A pool has no run of its own. Nearest: style=virtual-thread",
					(operation) -> hasParameter(operation, (parameter) -> "style".equals(parameter.getName())),
					Map.of("nearest", "style=virtual-thread")),
			new ErrorAnswer(HttpStatus.TOO_MANY_REQUESTS,
					"A limit is reached, and nothing has started: try again later.",
					"256 runs are under way, and no more fit.", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.SERVICE_UNAVAILABLE,
					"The run was cancelled, or took longer than a request may take.",
					"The run was cancelled before it had a result.", (_) -> true, Map.of()));

	// Documents the errors of every operation, so that controllers need not.
	static void document(OpenAPI document) {
		document.getComponents().addSchemas(SCHEMA, problem());
		ALL.forEach((answer) -> document.getComponents().addResponses(answer.status.name(), answer.response()));
		document.getPaths().values().forEach((path) -> path.readOperations().forEach(ErrorAnswer::addTo));
	}

	private static void addTo(Operation operation) {
		for (ErrorAnswer answer : ALL) {
			if (answer.condition.test(operation)) {
				operation.getResponses()
					.putIfAbsent(Integer.toString(answer.status.value()), new ApiResponse().$ref(answer.status.name()));
			}
		}
	}

	private ApiResponse response() {
		ApiResponse response = new ApiResponse().description(this.description)
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref(SCHEMA)).example(example())));
		if (WITH_RETRY_AFTER.contains(this.status)) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("How many seconds to wait before trying again.")
						.schema(new IntegerSchema()));
		}
		return response;
	}

	private Map<String, Object> example() {
		Map<String, Object> example = new LinkedHashMap<>();
		example.put("title", this.status.getReasonPhrase());
		example.put("status", this.status.value());
		example.put("detail", this.detail);
		example.put("instance", "/api/gather");
		example.putAll(this.properties);
		return example;
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("An error, as RFC 9457 defines it.")
			.addProperty("title", new StringSchema().description("The status in words."))
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema().description("What is wrong, in a sentence."))
			.addProperty("instance", new StringSchema().description("The path of the request."))
			.addProperty("parameter", new StringSchema().description("The parameter, or the field of the body."))
			.addProperty("value", new StringSchema().description("The value that is not allowed."))
			.addProperty("allowed", new StringSchema().description("What is allowed."))
			.addProperty("nearest", new StringSchema().description("The nearest alternative."));
	}

	private static boolean hasBody(Operation operation) {
		return operation.getRequestBody() != null;
	}

	private static boolean hasParameter(Operation operation, Predicate<Parameter> condition) {
		return operation.getParameters() != null && operation.getParameters().stream().anyMatch(condition);
	}

}
