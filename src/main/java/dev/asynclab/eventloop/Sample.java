package dev.asynclab.eventloop;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

/**
 * What a loop's thread was at when somebody looked.
 *
 * @param stack its stack, the innermost frame first
 * @param runnable whether it wanted to run, rather than slept, or waited for a lock
 * @param cpuNanos the CPU time that it has had, of a virtual thread that of the whole
 * process, which is no less; -1 where that is not known
 */
record Sample(List<StackTraceElement> stack, boolean runnable, long cpuNanos) {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "io.netty.",
			"io.micrometer.", "reactor.", "org.reactivestreams.", "org.springframework.", "org.apache.", "org.slf4j.",
			"ch.qos.logback.", "tools.jackson.", "com.fasterxml.jackson.", "dev.asynclab.asyncio.");

	/** The watchdog, which a loop asks for its stalls and perhaps has to wait for. */
	private static final Set<String> WATCHDOG = Set.of(Watchdog.class.getName(), LoopProbe.class.getName());

	/**
	 * Whose native methods wait for nothing: a thread that is seen in one, such as
	 * unpark, which lets another thread run, wants a core.
	 */
	private static final Set<String> NEVER_WAITING = Set.of("jdk.internal.misc.Unsafe", "java.lang.System",
			"java.lang.Throwable");

	/** Where a task of an asyncio loop waits, and has no part in what keeps the loop. */
	private static final List<String> WAITING = List.of("dev.asynclab.asyncio.Strand.awaitTurn",
			"dev.asynclab.asyncio.Agenda.idle");

	/**
	 * The innermost frame that is no library's.
	 * @return the frame, or null if the thread runs nobody's code
	 */
	@Nullable StackTraceElement userFrame() {
		if (this.stack.stream().anyMatch(Sample::isWaiting)) {
			return null;
		}
		return this.stack.stream().filter(Sample::isUsers).findFirst().orElse(null);
	}

	/**
	 * The stack from the user's frame outwards.
	 * @return the frames, none if there is no such frame
	 */
	List<StackTraceElement> userStack() {
		return this.stack.stream().dropWhile((frame) -> !isUsers(frame)).toList();
	}

	/**
	 * Whether the thread got next to nothing of a core that it wanted: it then is a
	 * victim too, whatever its stack shows. What it waits for in native code, such as a
	 * socket, can't be told from a wait for a core and is held against it.
	 * @param before the sample before this one
	 * @param elapsedNanos the time between the two
	 * @return {@code true} if it is known to have starved
	 */
	boolean starvedSince(Sample before, long elapsedNanos) {
		return this.runnable && before.runnable && this.cpuNanos >= 0 && before.cpuNanos >= 0 && !isNative()
				&& this.cpuNanos - before.cpuNanos < elapsedNanos / 4;
	}

	private boolean isNative() {
		return !this.stack.isEmpty() && this.stack.getFirst().isNativeMethod()
				&& !NEVER_WAITING.contains(this.stack.getFirst().getClassName());
	}

	private static boolean isWaiting(StackTraceElement frame) {
		return WATCHDOG.contains(frame.getClassName())
				|| WAITING.contains(frame.getClassName() + "." + frame.getMethodName());
	}

	private static boolean isUsers(StackTraceElement frame) {
		return LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith);
	}

	/**
	 * The frames as lines of text.
	 * @param frames the frames
	 * @return one line for each
	 */
	static List<String> lines(List<StackTraceElement> frames) {
		return Stream.of(frames).flatMap(List::stream).map(StackTraceElement::toString).toList();
	}

}
