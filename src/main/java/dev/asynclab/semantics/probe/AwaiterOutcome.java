package dev.asynclab.semantics.probe;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

import dev.asynclab.asyncio.CancelledError;
import dev.asynclab.asyncio.ExceptionGroup;
import dev.asynclab.timeline.Recorder;
import org.jspecify.annotations.Nullable;

/**
 * How an await ended.
 *
 * @param value the value, if it ended with one
 * @param error the error as it was thrown, or {@code null}
 */
record AwaiterOutcome(@Nullable Object value, @Nullable Throwable error) {

	static AwaiterOutcome of(Callable<?> await) {
		try {
			return new AwaiterOutcome(await.call(), null);
		}
		catch (Throwable ex) {
			return error(ex);
		}
	}

	static AwaiterOutcome error(Throwable error) {
		return new AwaiterOutcome(null, error);
	}

	// Returns the error without the wrappers of java.util.concurrent.
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

	void record(Recorder recorder) {
		Throwable cause = cause();
		if (cause == null) {
			recorder.returned(this.value);
		}
		else if (isCancelled()) {
			recorder.cancelled();
		}
		else {
			recorder.raised(cause);
		}
	}

	// Returns the messages of all failed calls that can be found in the error.
	List<String> failures() {
		List<String> failures = new ArrayList<>();
		addFailures(this.error, failures);
		return failures;
	}

	private static void addFailures(@Nullable Throwable error, List<String> failures) {
		if (error == null) {
			return;
		}
		if (error instanceof ProbeCallFailedException) {
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

	// Returns the value, or the name of the error's class.
	@Override
	public String toString() {
		Throwable cause = cause();
		return (cause != null) ? cause.getClass().getSimpleName() : String.valueOf(this.value);
	}

}
