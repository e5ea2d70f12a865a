package dev.asynclab.upstream;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Reports that a parameter is malformed, out of range, repeated or unknown: a 400 with
 * the parameter, its value and what is allowed.
 */
@SuppressWarnings("serial")
final class UpstreamParameterException extends ErrorResponseException {

	UpstreamParameterException(String parameter, String value, String allowed) {
		super(HttpStatus.BAD_REQUEST, problem(parameter, value, allowed), null);
	}

	private static ProblemDetail problem(String parameter, String value, String allowed) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST,
				"%s is '%s'; allowed: %s".formatted(parameter, value, allowed));
		problem.setProperty("parameter", parameter);
		problem.setProperty("value", value);
		problem.setProperty("allowed", allowed);
		return problem;
	}

}
