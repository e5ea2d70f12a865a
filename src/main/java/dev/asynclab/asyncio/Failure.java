package dev.asynclab.asyncio;

import java.lang.StackWalker.StackFrame;
import java.lang.ref.WeakReference;
import java.util.List;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * The error of a failed future, and whether anybody has looked at it.
 */
final class Failure extends Unnoticed {

	private static final int FRAMES = 16;

	private final Throwable error;

	/** Where the error came from when it reached the future. */
	private final StackTraceElement[] trace;

	private final WeakReference<Future<?>> future;

	private final String kind;

	Failure(Throwable error, Future<?> future) {
		super(future.loop());
		this.error = error;
		this.trace = Stream.of(error.getStackTrace())
			.takeWhile((frame) -> !isStart(frame))
			.toArray(StackTraceElement[]::new);
		this.future = new WeakReference<>(future);
		this.kind = future.getClass().getSimpleName();
		reportWhenCollected(future);
	}

	Throwable error() {
		notice();
		return this.error;
	}

	// Returns the error to be thrown once more, in a task that awaits. As in a Python
	// traceback, its frames follow those of the task that failed.
	Throwable errorFor(@Nullable Task<?> awaiter) {
		notice();
		if (awaiter != null) {
			StackTraceElement boundary = new StackTraceElement("asyncio", "awaitedBy", awaiter.getName(), -1);
			List<StackTraceElement> here = StackWalker.getInstance().walk(Failure::usersFrames);
			this.error.setStackTrace(Stream.of(Stream.of(this.trace), Stream.of(boundary), here.stream())
				.flatMap((frames) -> frames)
				.toArray(StackTraceElement[]::new));
		}
		return this.error;
	}

	private static List<StackTraceElement> usersFrames(Stream<StackFrame> frames) {
		return frames.map(StackFrame::toStackTraceElement)
			.filter((frame) -> !isPlumbing(frame.getClassName()))
			.limit(FRAMES)
			.toList();
	}

	private static boolean isStart(StackTraceElement frame) {
		return frame.getClassName().equals(Task.class.getName()) && frame.getMethodName().equals("runBody");
	}

	private static boolean isPlumbing(String className) {
		boolean own = className.startsWith(Failure.class.getPackageName() + ".") && !className.contains("Tests");
		return own || className.startsWith("java.") || className.startsWith("jdk.");
	}

	@Override
	ExceptionContext context() {
		return new ExceptionContext(this.kind + " exception was never retrieved", this.error, this.future.get());
	}

}
