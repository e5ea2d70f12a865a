package dev.asynclab.problem;

import java.io.Serial;

import dev.asynclab.notation.Sentence;

import org.springframework.http.HttpStatus;

/**
 * Each parameter is fine, but together they ask for what does not exist, such as a
 * concept in a style that has no usual way to do it for it: a 422 whose property
 * {@code nearest} names the nearest alternative.
 */
public final class UnsupportedCombinationException extends ProblemException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Refuses a combination.
	 * @param reason a sentence that says what does not go together, and why
	 * @param nearest the nearest alternative, such as {@code style=virtual-thread}
	 */
	public UnsupportedCombinationException(Sentence reason, String nearest) {
		super(HttpStatus.UNPROCESSABLE_CONTENT, Sentence.of("unsupported", "{0} Nearest: {1}", reason, nearest));
		add("nearest", nearest);
	}

}
