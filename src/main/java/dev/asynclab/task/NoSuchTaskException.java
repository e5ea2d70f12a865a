package dev.asynclab.task;

import java.io.Serial;

import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.ProblemException;

import org.springframework.http.HttpStatus;

/**
 * Reports that there is no task with this number, or that it is no longer kept: a 404.
 */
final class NoSuchTaskException extends ProblemException {

	@Serial
	private static final long serialVersionUID = 1L;

	NoSuchTaskException(long id, int kept) {
		super(HttpStatus.NOT_FOUND, Sentence.of("not-found.task",
				"There is no task {0}. Perhaps it has ended: the lab keeps only the last {1} tasks that have ended.",
				id, kept));
	}

}
