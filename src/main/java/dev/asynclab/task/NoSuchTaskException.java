package dev.asynclab.task;

import java.io.Serial;

import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/**
 * Reports that there is no task with this number, or that it is no longer kept: a 404.
 */
final class NoSuchTaskException extends ErrorResponseException {

	@Serial
	private static final long serialVersionUID = 1L;

	NoSuchTaskException(long id, int kept) {
		super(HttpStatus.NOT_FOUND, ProblemDetail.forStatusAndDetail(HttpStatus.NOT_FOUND, "There is no task " + id
				+ ", or none any more: of those that have ended the last " + kept + " are kept."), null);
	}

}
