package dev.asynclab.timeline;

import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;

/**
 * An error as a report shows it, without the wrappers that futures put around it
 * ({@link CompletionException}, {@link ExecutionException}).
 *
 * @param type the simple name of the exception's class
 * @param message the exception's message, empty if it has none
 */
public record ErrorSummary(String type, String message) {

	/**
	 * Describes an exception.
	 * @param error the exception, wrapped or not
	 * @return its type and message
	 */
	public static ErrorSummary of(Throwable error) {
		Throwable cause = error.getCause();
		if (cause != null && (error instanceof CompletionException || error instanceof ExecutionException)) {
			return of(cause);
		}
		String message = error.getMessage();
		return new ErrorSummary(typeOf(error.getClass()), (message != null) ? message : "");
	}

	private static String typeOf(Class<?> type) {
		String name = type.getSimpleName();
		return name.isEmpty() ? typeOf(type.getSuperclass()) : name;
	}

}
