package dev.asynclab.asyncio;

import java.lang.System.Logger.Level;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;

import org.jspecify.annotations.Nullable;

/**
 * Where a loop reports what nobody catches: to handlers, or to the log.
 */
final class Reports {

	private static final System.Logger LOGGER = System.getLogger("asyncio");

	private final Set<Unnoticed> unnoticed = Collections.synchronizedSet(new LinkedHashSet<>());

	private @Nullable Consumer<ExceptionContext> exceptionHandler;

	private Consumer<SlowCallback> slowCallbackHandler = (slow) -> LOGGER.log(Level.WARNING, slow.message());

	void setExceptionHandler(@Nullable Consumer<ExceptionContext> handler) {
		this.exceptionHandler = handler;
	}

	void setSlowCallbackHandler(Consumer<SlowCallback> handler) {
		this.slowCallbackHandler = handler;
	}

	void exception(ExceptionContext context) {
		Consumer<ExceptionContext> handler = this.exceptionHandler;
		if (handler == null) {
			log(context);
			return;
		}
		try {
			handler.accept(context);
		}
		catch (Throwable error) {
			log(new ExceptionContext("Unhandled error in exception handler", error, context.future()));
		}
	}

	void slowStep(@Nullable Task<?> task, Object step, double seconds) {
		String message = String.format("Executing %s took %.3f seconds", step, seconds);
		try {
			this.slowCallbackHandler.accept(new SlowCallback(task, seconds, message));
		}
		catch (Throwable error) {
			log(new ExceptionContext("Unhandled error in slow callback handler", error, task));
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

	private static void log(ExceptionContext context) {
		String future = (context.future() != null) ? ": " + context.future() : "";
		LOGGER.log(Level.ERROR, context.message() + future, context.exception());
	}

}
