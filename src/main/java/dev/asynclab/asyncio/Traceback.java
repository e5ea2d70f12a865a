package dev.asynclab.asyncio;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The frames of an error as Python shows them: those of the task that raised it, then
 * those of each task that awaited it.
 */
final class Traceback {

	private static final int FRAMES = 16;

	private Traceback() {
	}

	// Returns the frames up to where the task began that raised the error.
	static StackTraceElement[] of(Throwable error) {
		return Stream.of(error.getStackTrace()).takeWhile((frame) -> !isStart(frame)).toArray(StackTraceElement[]::new);
	}

	// Replaces the error's frames by those that it came with and the caller's.
	static void extend(Throwable error, StackTraceElement[] trace, Task<?> awaiter) {
		StackTraceElement boundary = new StackTraceElement("asyncio", "awaitedBy", awaiter.getName(), -1);
		List<StackTraceElement> here = StackWalker.getInstance().walk(Traceback::usersFrames);
		error.setStackTrace(Stream.of(Stream.of(trace), Stream.of(boundary), here.stream())
			.flatMap((frames) -> frames)
			.toArray(StackTraceElement[]::new));
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

	// Describes a frame as Python's traceback does.
	static String line(StackTraceElement frame) {
		return "File \"" + frame.getFileName() + "\", line " + frame.getLineNumber() + ", in " + frame.getMethodName();
	}

	// Returns the user's frames of a trace, the oldest first.
	static List<StackTraceElement> usersFrames(StackTraceElement[] trace) {
		return Stream.of(trace).filter((frame) -> !isPlumbing(frame.getClassName())).toList().reversed();
	}

	// Returns the user's frames of a trace, and the call of this package that each of
	// them made, the oldest first.
	static List<StackTraceElement> calls(StackTraceElement[] trace) {
		List<StackTraceElement> calls = new ArrayList<>();
		boolean callerIsUser = false;
		for (StackTraceElement frame : List.of(trace).reversed()) {
			if (!isJdk(frame.getClassName())) {
				boolean own = isOwn(frame.getClassName());
				if (!own || callerIsUser) {
					calls.add(frame);
				}
				callerIsUser = !own;
			}
		}
		return calls;
	}

	// Says whether a class is the loop's or the JDK's, and none of the user's.
	private static boolean isPlumbing(String className) {
		return isOwn(className) || isJdk(className);
	}

	private static boolean isOwn(String className) {
		return className.startsWith(Traceback.class.getPackageName() + ".") && !className.contains("Tests");
	}

	private static boolean isJdk(String className) {
		return className.startsWith("java.") || className.startsWith("jdk.");
	}

}
