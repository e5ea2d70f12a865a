package dev.asynclab.asyncio;

import java.lang.ref.WeakReference;

import org.jspecify.annotations.Nullable;

/**
 * The error of a failed future, and whether any code has looked at it.
 */
final class Failure extends Unnoticed {

	private final Throwable error;

	/** Where the error came from when it reached the future. */
	private final StackTraceElement[] trace;

	private final WeakReference<Future<?>> future;

	private final String kind;

	Failure(Throwable error, Future<?> future) {
		super(future.loop(), (future instanceof Task<?> task) ? task.getContext() : null);
		this.error = error;
		this.trace = Traceback.of(error);
		this.future = new WeakReference<>(future);
		this.kind = future.kind();
		reportWhenCollected(future);
	}

	Throwable error() {
		notice();
		return this.error;
	}

	// Returns the error without counting it as seen.
	Throwable peek() {
		return this.error;
	}

	StackTraceElement[] trace() {
		return this.trace;
	}

	// Returns the error to be thrown once more, in a task that awaits.
	Throwable errorFor(@Nullable Task<?> awaiter) {
		notice();
		if (awaiter != null) {
			Traceback.extend(this.error, this.trace, awaiter);
		}
		return this.error;
	}

	@Override
	ExceptionContext context() {
		return new ExceptionContext(this.kind + " exception was never retrieved", this.error, this.future.get());
	}

}
