package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.ExceptionGroup;
import org.jspecify.annotations.Nullable;

/**
 * What whoever awaits got.
 *
 * @param value the value, if it was one
 * @param error the error as it was thrown, or {@code null}
 */
record Outcome(@Nullable Object value, @Nullable Throwable error) {

	static Outcome value(@Nullable Object value) {
		return new Outcome(value, null);
	}

	static Outcome error(Throwable error) {
		return new Outcome(null, error);
	}

	/**
	 * The error without the wrappers of java.util.concurrent.
	 */
	@Nullable Throwable cause() {
		Throwable cause = this.error;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		return cause;
	}

	boolean isCancelled() {
		return this.error instanceof CancellationException || this.error instanceof CancelledError
				|| this.error instanceof InterruptedException;
	}

	/**
	 * The messages of all calls that failed which can be found in the error.
	 */
	List<String> failures() {
		List<String> failures = new ArrayList<>();
		addFailures(this.error, failures);
		return failures;
	}

	private static void addFailures(@Nullable Throwable error, List<String> failures) {
		if (error == null) {
			return;
		}
		if (error instanceof CallFailedException) {
			failures.add(String.valueOf(error.getMessage()));
		}
		if (error instanceof ExceptionGroup group) {
			group.exceptions().forEach((each) -> addFailures(each, failures));
		}
		addFailures(error.getCause(), failures);
		for (Throwable suppressed : error.getSuppressed()) {
			addFailures(suppressed, failures);
		}
	}

	/**
	 * In a few words.
	 */
	@Override
	public String toString() {
		Throwable cause = cause();
		return (cause != null) ? cause.getClass().getSimpleName() : String.valueOf(this.value);
	}

}
