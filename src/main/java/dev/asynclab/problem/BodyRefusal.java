package dev.asynclab.problem;

import java.util.List;
import java.util.stream.Collectors;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.TokenStreamLocation;
import tools.jackson.databind.exc.InvalidFormatException;
import tools.jackson.databind.exc.MismatchedInputException;
import tools.jackson.databind.exc.UnrecognizedPropertyException;

import org.springframework.http.HttpStatus;
import org.springframework.http.converter.HttpMessageNotReadableException;

/**
 * Explains why a JSON body can't be read: which field is wrong, such as
 * {@code tasks[0].delay}, or where the JSON is malformed.
 */
final class BodyRefusal {

	private BodyRefusal() {
	}

	static ProblemException of(HttpMessageNotReadableException ex) {
		return switch (ex.getCause()) {
			case InvalidFormatException wrong -> new BadParameterException(field(wrong), wrong.getValue(),
					Refusal.allowed(wrong.getTargetType(), wrong.getCause()));
			case UnrecognizedPropertyException unknown -> BadParameterException.unknown(field(unknown), null,
					unknown.getKnownPropertyIds().stream().map(String::valueOf).sorted().toList());
			case MismatchedInputException wrong when !wrong.getPath().isEmpty() ->
				BadParameterException.misread(field(wrong), Refusal.allowed(wrong.getTargetType(), null));
			case JacksonException malformed -> unreadable(malformed.getLocation());
			case null, default -> new ProblemException(HttpStatus.BAD_REQUEST,
					Sentence.of("body.unreadable", "The body is missing or can't be read."));
		};
	}

	private static String field(JacksonException ex) {
		List<JacksonException.Reference> path = ex.getPath();
		return path.stream()
			.map((step) -> (step.getPropertyName() != null) ? "." + step.getPropertyName()
					: "[" + step.getIndex() + "]")
			.collect(Collectors.joining())
			.replaceFirst("^\\.", "");
	}

	private static ProblemException unreadable(@Nullable TokenStreamLocation location) {
		return new ProblemException(HttpStatus.BAD_REQUEST, (location != null)
				? Sentence.of("body.malformed-at", "The body is not the JSON that is expected (line {0}, column {1}).",
						location.getLineNr(), location.getColumnNr())
				: Sentence.of("body.malformed", "The body is not the JSON that is expected."));
	}

}
