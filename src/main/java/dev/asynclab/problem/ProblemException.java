package dev.asynclab.problem;

import java.io.Serial;

import dev.asynclab.notation.Sentence;

import org.springframework.http.HttpStatusCode;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * What the service can't or may not do, told in a sentence: a problem whose properties
 * {@code code} and {@code args} are those of its {@code detail}.
 */
public class ProblemException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	/**
	 * Creates a problem.
	 * @param status the status of the answer
	 * @param detail what is wrong
	 */
	public ProblemException(HttpStatusCode status, Sentence detail) {
		super(status, problem(status, detail), null);
	}

	static ProblemDetail problem(HttpStatusCode status, Sentence detail) {
		ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail.text());
		problem.setProperty("code", detail.code());
		problem.setProperty("args", detail.args());
		return problem;
	}

	/**
	 * Adds what is said beside the detail.
	 * @param property the property that has it in English; the sentence itself, if it is
	 * one, is in a property with {@code Sentence} at the end of its name
	 * @param said a sentence, or a text that is the same in every language
	 */
	final void add(String property, Object said) {
		getBody().setProperty(property, said.toString());
		if (said instanceof Sentence) {
			getBody().setProperty(property + "Sentence", said);
		}
	}

	@Override
	public String getMessage() {
		return String.valueOf(getBody().getDetail());
	}

}
