package dev.asynclab.asyncio;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Where a loop reports errors that no code can catch: to handlers, or to the log.
 */
final class Reports {

	private static final System.Logger LOGGER = System.getLogger("asyncio");

	private final Set<Unnoticed> unnoticed = Collections.synchronizedSet(new LinkedHashSet<>());

	private @Nullable Consumer<ExceptionContext> exceptionHandler;

	private Consumer<SlowCallback> slowCallbackHandler = (slow) -> warn(slow.message());

	void setExceptionHandler(@Nullable Consumer<ExceptionContext> handler) {
		this.exceptionHandler = handler;
	}

	void setSlowCallbackHandler(Consumer<SlowCallback> handler) {
		this.slowCallbackHandler = handler;
	}

	@Nullable Consumer<ExceptionContext> exceptionHandler() {
		return this.exceptionHandler;
	}

	// Reports an error in the context of the task that it came from.
	void exception(ExceptionContext report) {
		exception(report, (report.future() instanceof Task<?> task) ? task.getContext() : null);
	}

	void exception(ExceptionContext report, @Nullable Context context) {
		Consumer<ExceptionContext> handler = this.exceptionHandler;
		if (handler == null) {
			log(report);
			return;
		}
		try {
			if (context == null || context.isEntered()) {
				handler.accept(report);
			}
			else {
				context.run(() -> handler.accept(report));
			}
		}
		catch (Throwable error) {
			logUnlessFatal("Unhandled error in exception handler", error, report.future());
		}
	}

	void slowStep(@Nullable Task<?> task, Object step, double seconds) {
		String message = String.format("Executing %s took %.3f seconds", step, seconds);
		try {
			this.slowCallbackHandler.accept(new SlowCallback(task, seconds, message));
		}
		catch (Throwable error) {
			logUnlessFatal("Unhandled error in slow callback handler", error, task);
		}
	}

	void expect(Unnoticed unnoticed) {
		this.unnoticed.add(unnoticed);
	}

	void forget(Unnoticed noticed) {
		this.unnoticed.remove(noticed);
	}

	void reportUnnoticed() {
		List.copyOf(this.unnoticed).forEach(Unnoticed::report);
	}

	private static void logUnlessFatal(String message, Throwable error, @Nullable Future<?> future) {
		if (Turns.isFatal(error)) {
			throw Sneaky.raise(error);
		}
		log(new ExceptionContext(message, error, future));
	}

	static void log(ExceptionContext report) {
		String future = (report.future() != null) ? ": " + report.future() : "";
		LOGGER.log(Level.ERROR, report.message() + future, report.exception());
	}

	static void warn(String message) {
		LOGGER.log(Level.WARNING, message);
	}

}
