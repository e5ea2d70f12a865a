package dev.asynclab.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.Schema;
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

	static final String SCHEMA = "Problem";

	private static final List<HttpStatus> WITH_RETRY_AFTER = List.of(HttpStatus.TOO_MANY_REQUESTS,
			HttpStatus.SERVICE_UNAVAILABLE);

	static final List<ErrorAnswer> ALL = List.of(
			new ErrorAnswer(HttpStatus.BAD_REQUEST,
					"Wrong input: the problem names the parameter, its value and what is allowed.",
					"style=fast is not allowed; allowed: async-pool, webclient, virtual-thread.", (_) -> true,
					Map.of("parameter", "style", "value", "fast", "allowed", "async-pool, webclient, virtual-thread")),
			new ErrorAnswer(HttpStatus.FORBIDDEN, "A page of another site asked, or the Host is not the lab's.",
					"Pages of another site may not use the lab.", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.NOT_FOUND, "There is nothing of this name.", "There is nothing at this path.",
					(operation) -> hasParameter(operation, (parameter) -> "path".equals(parameter.getIn())), Map.of()),
			new ErrorAnswer(HttpStatus.NOT_ACCEPTABLE, "The answer has none of the media types of Accept.",
					"Acceptable representations: [application/json].", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.CONTENT_TOO_LARGE, "The body is too large.", "The body is too large.",
					ErrorAnswer::hasBody, Map.of()),
			new ErrorAnswer(HttpStatus.UNSUPPORTED_MEDIA_TYPE, "The body is not JSON.",
					"Content-Type 'text/plain' is not supported.", ErrorAnswer::hasBody, Map.of()),
			new ErrorAnswer(HttpStatus.UNPROCESSABLE_CONTENT,
					"The style has no honest idiom for this: the problem names the nearest.",
					"A pool has no run of its own. Nearest: style=virtual-thread",
					(operation) -> hasParameter(operation, (parameter) -> "style".equals(parameter.getName())),
					Map.of("nearest", "style=virtual-thread")),
			new ErrorAnswer(HttpStatus.TOO_MANY_REQUESTS,
					"A bound is reached and nothing has started: try again later.",
					"256 runs are under way, and no more fit.", (_) -> true, Map.of()),
			new ErrorAnswer(HttpStatus.SERVICE_UNAVAILABLE, "The run was cancelled, or took longer than a request may.",
					"The run was cancelled before it had a result.", (_) -> true, Map.of()));

	String name() {
		return this.status.name();
	}

	String code() {
		return Integer.toString(this.status.value());
	}

	boolean isPossible(Operation operation) {
		return this.condition.test(operation);
	}

	ApiResponse response() {
		ApiResponse response = new ApiResponse().description(this.description)
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref(SCHEMA)).example(example())));
		if (WITH_RETRY_AFTER.contains(this.status)) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("Seconds until it is worth trying again.").schema(new IntegerSchema()));
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

	private static boolean hasBody(Operation operation) {
		return operation.getRequestBody() != null;
	}

	private static boolean hasParameter(Operation operation, Predicate<Parameter> condition) {
		return operation.getParameters() != null && operation.getParameters().stream().anyMatch(condition);
	}

}
