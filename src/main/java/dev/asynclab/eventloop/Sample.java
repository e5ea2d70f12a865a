package dev.asynclab.eventloop;

import java.util.List;
import java.util.Set;

import org.jspecify.annotations.Nullable;

/**
 * What a loop's thread was doing at one moment.
 *
 * @param stack its stack, the innermost frame first
 * @param runnable whether it wanted to run, rather than slept or waited for a lock
 * @param cpuNanos the CPU time that it has used, in nanoseconds; for a virtual thread,
 * that of the whole process, which is no less; -1 if it is not known
 */
record Sample(List<StackTraceElement> stack, boolean runnable, long cpuNanos) {

	private static final List<String> LIBRARIES = List.of("java.", "javax.", "jdk.", "sun.", "com.sun.", "io.netty.",
			"io.micrometer.", "reactor.", "org.reactivestreams.", "org.springframework.", "org.apache.", "org.slf4j.",
			"ch.qos.logback.", "tools.jackson.", "com.fasterxml.jackson.", "dev.asynclab.asyncio.");

	/** The watchdog itself. A loop that asks for its stalls may have to wait for it. */
	private static final Set<String> WATCHDOG = Set.of(Watchdog.class.getName(), LoopProbe.class.getName());

	/**
	 * Classes whose native methods wait for nothing. A thread in one of them, such as
	 * unpark, wants a core.
	 */
	private static final Set<String> NEVER_WAITING = Set.of("jdk.internal.misc.Unsafe", "java.lang.System",
			"java.lang.Throwable");

	/** Where a task of an asyncio loop waits: it does not keep the loop. */
	private static final List<String> WAITING = List.of("dev.asynclab.asyncio.Strand.awaitTurn",
			"dev.asynclab.asyncio.CarriedStrand.giveBack", "dev.asynclab.asyncio.Agenda.idle");

	@Nullable StackTraceElement userFrame() {
		if (this.stack.stream().anyMatch(Sample::isWaiting)) {
			return null;
		}
		return this.stack.stream().filter(Sample::isUsers).findFirst().orElse(null);
	}

	List<StackTraceElement> userStack() {
		return this.stack.stream().dropWhile((frame) -> !isUsers(frame)).toList();
	}

	// A thread that got almost none of the core that it wanted is a victim too, whatever
	// its stack shows. A wait in native code, such as for a socket, looks like a wait
	// for a core, and counts against the thread.
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

	// Whether a frame is neither a library's nor the lab's asyncio package's.
	static boolean isUsers(StackTraceElement frame) {
		return LIBRARIES.stream().noneMatch(frame.getClassName()::startsWith);
	}

}
