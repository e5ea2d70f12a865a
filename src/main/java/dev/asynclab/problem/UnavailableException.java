package dev.asynclab.problem;

import java.io.Serial;
import java.time.Duration;

import dev.asynclab.notation.Sentence;
import org.jspecify.annotations.Nullable;

import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;

/**
 * Something that the request needs is not there: a 503 with {@code Retry-After} and, in
 * the property {@code start}, the command that starts what is missing.
 */
public final class UnavailableException extends ProblemException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a request until something is there.
	 * @param detail a sentence that says what is missing
	 * @param retryAfter when to try again, at least 1 s
	 * @param start a command for a shell; null if there is none
	 */
	public UnavailableException(Sentence detail, Duration retryAfter, @Nullable String start) {
		super(HttpStatus.SERVICE_UNAVAILABLE, detail);
		if (start != null) {
			add("start", start);
		}
		getHeaders().set(HttpHeaders.RETRY_AFTER, Long.toString(retryAfter.toSeconds()));
	}

}
