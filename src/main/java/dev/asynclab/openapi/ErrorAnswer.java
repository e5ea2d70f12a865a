package dev.asynclab.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.problem.UnsupportedCombinationException;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
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
import org.springframework.http.ProblemDetail;

/**
 * An error that an operation can answer.
 *
 * @param description when it occurs
 * @param example an example; the name of its status is also the name of the response in
 * the document
 * @param condition selects the operations that can answer it
 */
record ErrorAnswer(String description, ProblemDetail example, Predicate<Operation> condition) {

	private static final String SCHEMA = "Problem";

	private static final List<HttpStatus> WITH_RETRY_AFTER = List.of(HttpStatus.TOO_MANY_REQUESTS,
			HttpStatus.SERVICE_UNAVAILABLE);

	static final List<ErrorAnswer> ALL = List.of(
			new ErrorAnswer("Wrong input: the problem names the parameter, its value and what is allowed.",
					new BadParameterException("style", "fast",
							Sentence.names(List.of("async-pool", "webclient", "virtual-thread")))
						.getBody(),
					(_) -> true),
			new ErrorAnswer("The request comes from a page of another site, or its Host is not the lab's.",
					ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
							"Pages of another site may not use the lab."),
					(_) -> true),
			new ErrorAnswer("Nothing has this name.",
					problem(HttpStatus.NOT_FOUND, Sentence.of("not-found.path", "There is nothing at this path.")),
					(operation) -> hasParameter(operation, (parameter) -> "path".equals(parameter.getIn()))),
			new ErrorAnswer("The operation can produce none of the media types in Accept.",
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_ACCEPTABLE,
							"Acceptable representations: [application/json]."),
					(_) -> true),
			new ErrorAnswer("The body is too large.",
					problem(HttpStatus.CONTENT_TOO_LARGE,
							Sentence.of("too-large.scenario", "A scenario may have at most {0} bytes.", 262_144)),
					ErrorAnswer::hasBody),
			new ErrorAnswer("The body is not JSON.",
					ProblemDetail.forStatusAndDetail(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
							"Content-Type 'text/plain' is not supported."),
					ErrorAnswer::hasBody),
			new ErrorAnswer("The style has no idiom for this: the problem names the nearest alternative.",
					new UnsupportedCombinationException(Sentence.of("gap.run",
							"A pool has no run: it exists before main and after it, and does not know which tasks main has started."),
							"style=virtual-thread")
						.getBody(),
					(operation) -> hasParameter(operation, (parameter) -> "style".equals(parameter.getName()))),
			new ErrorAnswer("A limit is reached, and nothing has started: try again later.",
					problem(HttpStatus.TOO_MANY_REQUESTS,
							Sentence.of("busy.runs", "{0} runs are under way. No more may run at the same time.", 256)),
					(_) -> true),
			new ErrorAnswer("The run was cancelled, or took longer than a request may take.",
					problem(HttpStatus.SERVICE_UNAVAILABLE,
							Sentence.of("unavailable.cancelled", "The run was cancelled before it had a result.")),
					(_) -> true));

	private static ProblemDetail problem(HttpStatus status, Sentence detail) {
		return new ProblemException(status, detail).getBody();
	}

	private HttpStatus status() {
		return HttpStatus.valueOf(this.example.getStatus());
	}

	// Documents the errors of every operation, so that controllers need not.
	static void document(OpenAPI document) {
		document.getComponents().addSchemas(SCHEMA, problem());
		ALL.forEach((answer) -> document.getComponents().addResponses(answer.status().name(), answer.response()));
		document.getPaths().values().forEach((path) -> path.readOperations().forEach(ErrorAnswer::addTo));
	}

	private static void addTo(Operation operation) {
		for (ErrorAnswer answer : ALL) {
			if (answer.condition.test(operation)) {
				operation.getResponses()
					.putIfAbsent(Integer.toString(answer.status().value()),
							new ApiResponse().$ref(answer.status().name()));
			}
		}
	}

	private ApiResponse response() {
		ApiResponse response = new ApiResponse().description(this.description)
			.content(new Content().addMediaType("application/problem+json",
					new MediaType().schema(new Schema<>().$ref(SCHEMA)).example(properties())));
		if (WITH_RETRY_AFTER.contains(status())) {
			response.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("How many seconds to wait before trying again.")
						.schema(new IntegerSchema()));
		}
		return response;
	}

	private Map<String, Object> properties() {
		Map<String, Object> properties = new LinkedHashMap<>();
		properties.put("title", status().getReasonPhrase());
		properties.put("status", this.example.getStatus());
		properties.put("detail", String.valueOf(this.example.getDetail()));
		properties.put("instance", "/api/gather");
		properties.putAll(Objects.requireNonNullElse(this.example.getProperties(), Map.of()));
		return properties;
	}

	private static Schema<?> problem() {
		return new ObjectSchema().description("An error, as RFC 9457 defines it.")
			.addProperty("title", new StringSchema().description("The status in words."))
			.addProperty("status", new IntegerSchema())
			.addProperty("detail", new StringSchema().description("What is wrong, in a sentence."))
			.addProperty("code", new StringSchema().description("The code of that sentence."))
			.addProperty("args", new ArraySchema().items(new Schema<>()).description("The arguments of that sentence."))
			.addProperty("instance", new StringSchema().description("The path of the request."))
			.addProperty("parameter", new StringSchema().description("The parameter, or the field of the body."))
			.addProperty("value", new StringSchema().description("The value that is not allowed."))
			.addProperty("valueSentence", sentence())
			.addProperty("allowed", new StringSchema().description("What is allowed."))
			.addProperty("allowedSentence", sentence())
			.addProperty("nearest", new StringSchema().description("The nearest alternative."));
	}

	private static Schema<?> sentence() {
		return new Schema<>().$ref("Sentence");
	}

	private static boolean hasBody(Operation operation) {
		return operation.getRequestBody() != null;
	}

	private static boolean hasParameter(Operation operation, Predicate<Parameter> condition) {
		return operation.getParameters() != null && operation.getParameters().stream().anyMatch(condition);
	}

}
