package dev.asynclab.problem;

import java.io.Serial;
import java.time.Duration;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * A bound is reached and nothing of the request has started: a 429 with
 * {@code Retry-After}.
 */
public final class TooBusyException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a request for now.
	 * @param message a sentence that names the bound
	 * @param retryAfter when to try again; told in whole seconds, rounded up, at least 1
	 */
	public TooBusyException(String message, Duration retryAfter) {
		super(HttpStatus.TOO_MANY_REQUESTS, ProblemDetail.forStatusAndDetail(HttpStatus.TOO_MANY_REQUESTS, message),
				null);
		long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
		getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}
