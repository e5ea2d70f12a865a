package dev.asynclab.problem;

import java.io.Serial;
import java.time.Duration;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * A bound is reached and nothing of the request has started: a 429 with
 * {@code Retry-After}.
 */
public final class TooBusyException extends ProblemException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a request for now.
	 * @param refusal a sentence that names the bound
	 * @param retryAfter when to try again; told in whole seconds, rounded up, at least 1
	 */
	public TooBusyException(Sentence refusal, Duration retryAfter) {
		this(refusal, retryAfter, null);
	}

	/**
	 * Refuses a request for now, because of something that can be stopped.
	 * @param refusal a sentence that names the bound
	 * @param retryAfter as above
	 * @param stop the command that stops it; null if nothing does
	 */
	public TooBusyException(Sentence refusal, Duration retryAfter, @Nullable String stop) {
		super(HttpStatus.TOO_MANY_REQUESTS, refusal);
		if (stop != null) {
			add("stop", stop);
		}
		long seconds = Math.max(1, retryAfter.plusNanos(999_999_999).toSeconds());
		getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(seconds));
	}

}
