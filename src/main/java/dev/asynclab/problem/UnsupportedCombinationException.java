package dev.asynclab.problem;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Each parameter is fine, but together they ask for what does not exist, such as a
 * concept in a style that has no honest idiom for it: a 422 whose property
 * {@code nearest} names the nearest alternative.
 */
public final class UnsupportedCombinationException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a combination.
	 * @param reason a sentence that says what does not go together, and why
	 * @param nearest the nearest alternative, such as {@code style=virtual-thread}
	 */
	public UnsupportedCombinationException(String reason, String nearest) {
		super(HttpStatus.UNPROCESSABLE_CONTENT,
				ProblemDetail.forStatusAndDetail(HttpStatus.UNPROCESSABLE_CONTENT, reason + " Nearest: " + nearest),
				null);
		getBody().setProperty("nearest", nearest);
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}
