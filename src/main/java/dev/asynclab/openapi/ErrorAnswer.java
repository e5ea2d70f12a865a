package dev.asynclab.openapi;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.problem.UnsupportedCombinationException;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.examples.Example;
import io.swagger.v3.oas.models.headers.Header;
import io.swagger.v3.oas.models.media.ArraySchema;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;

/**
 * An error that an operation can answer. The document has one answer for all errors of
 * all operations.
 *
 * @param description when it occurs
 * @param example an example
 */
record ErrorAnswer(String description, ProblemDetail example) {

	private static final String SCHEMA = "Problem";

	private static final String EVERY_OTHER = "default";

	static final List<ErrorAnswer> ALL = List.of(
			new ErrorAnswer("Wrong input: the problem names the parameter, its value and what is allowed.",
					new BadParameterException("style", "fast",
							Sentence.names(List.of("async-pool", "webclient", "virtual-thread")))
						.getBody()),
			new ErrorAnswer("The request comes from a page of another site, or its Host is not the lab's.",
					ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN,
							"Pages of another site may not use the lab.")),
			new ErrorAnswer("Nothing has this name.",
					problem(HttpStatus.NOT_FOUND, Sentence.of("not-found.path", "There is nothing at this path."))),
			new ErrorAnswer("The operation can produce none of the media types in Accept.",
					ProblemDetail.forStatusAndDetail(HttpStatus.NOT_ACCEPTABLE,
							"Acceptable representations: [application/json].")),
			new ErrorAnswer("The body is too large.",
					problem(HttpStatus.CONTENT_TOO_LARGE,
							Sentence.of("too-large.scenario", "A scenario may have at most {0} bytes.", 262_144))),
			new ErrorAnswer("The body is not JSON.",
					ProblemDetail.forStatusAndDetail(HttpStatus.UNSUPPORTED_MEDIA_TYPE,
							"Content-Type 'text/plain' is not supported.")),
			new ErrorAnswer("The style has no idiom for this: the problem names the nearest alternative.",
					new UnsupportedCombinationException(Sentence.of("gap.run",
							"A pool has no run: it exists before main and after it, and does not know which tasks main has started."),
							"style=virtual-thread")
						.getBody()),
			new ErrorAnswer("A limit is reached, and nothing has started: try again later.",
					problem(HttpStatus.TOO_MANY_REQUESTS,
							Sentence.of("busy.runs", "{0} runs are under way. No more may run at the same time.",
									256))),
			new ErrorAnswer("The run was cancelled, or took longer than a request may take.",
					problem(HttpStatus.SERVICE_UNAVAILABLE,
							Sentence.of("unavailable.cancelled", "The run was cancelled before it had a result."))));

	private static ProblemDetail problem(HttpStatus status, Sentence detail) {
		return new ProblemException(status, detail).getBody();
	}

	private HttpStatus status() {
		return HttpStatus.valueOf(this.example.getStatus());
	}

	// Documents the errors of every operation, so that controllers need not.
	static void document(OpenAPI document) {
		document.getComponents().addSchemas(SCHEMA, problem()).addResponses(SCHEMA, response());
		document.getPaths()
			.values()
			.stream()
			.flatMap((path) -> path.readOperations().stream())
			.forEach((operation) -> operation.getResponses()
				.addApiResponse(EVERY_OTHER, new ApiResponse().$ref(SCHEMA)));
	}

	private static ApiResponse response() {
		MediaType problem = new MediaType().schema(new Schema<>().$ref(SCHEMA));
		StringBuilder description = new StringBuilder("An error. Only those happen that fit the operation.");
		for (ErrorAnswer answer : ALL) {
			String status = answer.status().value() + " " + answer.status().getReasonPhrase();
			description.append("\n- ").append(status).append(": ").append(answer.description);
			problem.addExamples(status, new Example().value(answer.properties()));
		}
		return new ApiResponse().description(description.toString())
			.content(new Content().addMediaType("application/problem+json", problem))
			.addHeaderObject(HttpHeaders.RETRY_AFTER,
					new Header().description("With 429 and 503: how many seconds to wait before trying again.")
						.schema(new IntegerSchema()));
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

}
