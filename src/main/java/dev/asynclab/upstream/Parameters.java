package dev.asynclab.upstream;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * The query parameters of one request. Each must be known, well-formed and in range, and
 * may be given once: otherwise the answer is a 400 with the parameter, its value and what
 * is allowed.
 */
final class Parameters {

	private final Map<String, List<String>> values;

	private Parameters(Map<String, List<String>> values) {
		this.values = values;
	}

	static Parameters of(Map<String, List<String>> query, Set<String> known) {
		query.forEach((name, values) -> {
			if (!known.contains(name)) {
				throw refusal(name, joined(values),
						known.isEmpty() ? "no parameters" : "only " + String.join(", ", new TreeSet<>(known)));
			}
		});
		return new Parameters(query);
	}

	<T> T read(String name, T whenAbsent, Kind<T> kind) {
		List<String> given = this.values.get(name);
		if (given == null) {
			return whenAbsent;
		}
		if (given.size() != 1) {
			throw refusal(name, joined(given), "one value");
		}
		return kind.parse(name, given.getFirst());
	}

	private static ErrorResponseException refusal(String parameter, String value, String allowed) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"%s is '%s'; allowed: %s".formatted(parameter, value, allowed));
		problem.setProperty("parameter", parameter);
		problem.setProperty("value", value);
		problem.setProperty("allowed", allowed);
		return new ErrorResponseException(HttpStatus.BAD_REQUEST, problem, null);
	}

	private static String joined(List<String> values) {
		return String.join(", ", values);
	}

	/**
	 * The values that a parameter may have.
	 *
	 * @param <T> the type of the values
	 * @param allowed the values that are allowed, in words
	 * @param parser reads a value, or throws an IllegalArgumentException
	 * @param range tells which of these values are allowed
	 */
	record Kind<T>(String allowed, Function<String, T> parser, Predicate<T> range) {

		T parse(String name, String text) {
			try {
				T value = this.parser.apply(text);
				if (this.range.test(value)) {
					return value;
				}
			}
			catch (IllegalArgumentException ex) {
				// Refused below, like a value out of range.
			}
			throw refusal(name, text, this.allowed);
		}

	}

}
