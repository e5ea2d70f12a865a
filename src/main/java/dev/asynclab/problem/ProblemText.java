package dev.asynclab.problem;

import java.util.Map;

import dev.asynclab.timeline.Columns;
import org.jspecify.annotations.Nullable;

import org.springframework.http.ProblemDetail;

/**
 * A problem for a terminal, for a client that has asked for {@code format=text}: the one
 * exception to {@code application/problem+json}.
 */
final class ProblemText {

	private static final String TEXT = "text";

	private ProblemText() {
	}

	static boolean isWanted(String @Nullable [] formats) {
		return formats != null && formats.length == 1 && TEXT.equals(formats[0]);
	}

	static String of(ProblemDetail problem) {
		StringBuilder text = new StringBuilder();
		String detail = problem.getStatus() + " " + problem.getTitle() + ": " + problem.getDetail();
		Columns.wrap(detail, Columns.MOST).forEach((line) -> text.append(line).append('\n'));
		Map<String, Object> properties = problem.getProperties();
		if (properties != null && properties.get("stop") instanceof String stop) {
			text.append("to stop it:\n").append(stop).append('\n');
		}
		return text.toString();
	}

}
