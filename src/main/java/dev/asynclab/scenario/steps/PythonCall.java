package dev.asynclab.scenario.steps;

import java.lang.StackWalker.StackFrame;
import java.util.Map;
import java.util.stream.Stream;

import dev.asynclab.asyncio.LoopListener;

/**
 * Finds the call of asyncio's API that the caller is in, on the stack of its thread.
 */
final class PythonCall {

	static final String SLEEP = "sleep";

	static final String AWAIT = "await";

	// @formatter:off
	private static final Map<String, String> NAMES = Map.ofEntries(
			Map.entry("Asyncio.sleep", SLEEP),
			Map.entry("Asyncio.gather", "gather"),
			Map.entry("Asyncio.gatherReturnExceptions", "gather"),
			Map.entry("Asyncio.wait", "wait"),
			Map.entry("Asyncio.waitFor", "wait_for"),
			Map.entry("Asyncio.shield", "shield"),
			Map.entry("Asyncio.taskGroup", "TaskGroup"),
			Map.entry("Asyncio.toThread", "to_thread"),
			Map.entry("AsCompleted.next", "as_completed"),
			Map.entry("Semaphore.acquire", "Semaphore.acquire"),
			Map.entry("Lock.acquire", "Lock.acquire"),
			Map.entry("Condition.await", "Condition.wait"),
			Map.entry("Barrier.await", "Barrier.wait"),
			Map.entry("Queue.get", "Queue.get"),
			Map.entry("Queue.put", "Queue.put"),
			Map.entry("Future.await", AWAIT));
	// @formatter:on

	private static final String ASYNCIO = LoopListener.class.getPackageName();

	private static final String HERE = PythonCall.class.getPackageName();

	private PythonCall() {
	}

	// Returns the outermost call between the code that called the package and here, since
	// some are made of others; Python's name of it, or asyncio.run if it is none of
	// these.
	static String current() {
		return StackWalker.getInstance().walk(PythonCall::outermost);
	}

	private static String outermost(Stream<StackFrame> frames) {
		return frames.dropWhile((frame) -> isIn(HERE, frame))
			.takeWhile((frame) -> isIn(ASYNCIO, frame))
			.map((frame) -> NAMES.getOrDefault(key(frame), ""))
			.filter((name) -> !name.isEmpty())
			.reduce(Entry.RUN, (inner, outer) -> outer);
	}

	private static boolean isIn(String packageName, StackFrame frame) {
		return frame.getClassName().startsWith(packageName + ".");
	}

	private static String key(StackFrame frame) {
		return frame.getClassName().substring(frame.getClassName().lastIndexOf('.') + 1) + "." + frame.getMethodName();
	}

}
