package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asynclab.asyncio.Asyncio;
import dev.asynclab.asyncio.CallGraph.Node;
import dev.asynclab.asyncio.Task;
import dev.asynclab.notation.EnumId;
import dev.asynclab.reactive.Publishers;
import org.jspecify.annotations.Nullable;

/**
 * A task of a loop that runs.
 *
 * @param loop the loop's name
 * @param task the task's name
 * @param state queued, ready, blocking or awaiting
 * @param sinceMs how long it has been in that state, in milliseconds, or null if that is
 * not known
 * @param awaits the call that it waits in, and the tasks that it awaits there, or null
 * @param awaitedBy the tasks that await it
 * @param line the line of code that waits or runs, or null if the task has not started
 * @param stack the calls that lead there, the innermost first
 * @param deadlock the tasks that await each other in a circle with this one, or null
 * @param calls those of the stack that the user's code is in, and the call of a library
 * that it waits or works in
 */
record LoopTask(String loop, String task, String state, @Nullable Double sinceMs, @Nullable String awaits,
		List<String> awaitedBy, @Nullable String line, List<String> stack, @Nullable List<String> deadlock,
		@JsonIgnore List<String> calls) implements LoopEntry {

	private static final String ASYNCIO = Asyncio.class.getPackageName() + ".";

	/** Awaits for code that uses other libraries: as little of a user's as asyncio is. */
	private static final String REACTIVE = Publishers.class.getPackageName() + ".";

	private static final int FRAMES = 16;

	static LoopTask of(String loop, Node node, double now, @Nullable List<Task<?>> deadlock) {
		List<StackTraceElement> frames = node.task()
			.getCallStack()
			.reversed()
			.stream()
			.filter((frame) -> !frame.getClassName().startsWith(REACTIVE))
			.toList();
		String line = frames.stream()
			.filter(Sample::isUsers)
			.map((frame) -> LoopStall.Frame.of(frame).toString())
			.findFirst()
			.orElse(null);
		return new LoopTask(loop, node.task().getName(), EnumId.of(node.state()),
				Double.isNaN(node.since()) ? null : microseconds(now - node.since()) / 1000.0, awaits(node, frames),
				names(node.awaitedBy()), line, frames.stream().limit(FRAMES).map(LoopTask::call).toList(),
				(deadlock != null) ? names(deadlock) : null, calls(frames));
	}

	// Of what a library does, only what the user's code called.
	private static List<String> calls(List<StackTraceElement> frames) {
		List<String> calls = new ArrayList<>();
		for (int i = 0; i < frames.size() && calls.size() < FRAMES; i++) {
			boolean calledByUser = i + 1 < frames.size() && Sample.isUsers(frames.get(i + 1));
			if (Sample.isUsers(frames.get(i)) || calledByUser) {
				calls.add(call(frames.get(i)));
			}
		}
		return List.copyOf(calls);
	}

	private static long microseconds(double seconds) {
		return Math.max(0, Math.round(seconds * 1e6));
	}

	private static @Nullable String awaits(Node node, List<StackTraceElement> frames) {
		if (frames.isEmpty() || !isAsyncio(frames.getFirst())) {
			return null;
		}
		StackTraceElement call = frames.getFirst();
		return call.getClassName().substring(ASYNCIO.length()) + "." + method(call) + "("
				+ String.join(", ", names(node.awaits())) + ")";
	}

	private static List<String> names(List<Task<?>> tasks) {
		return tasks.stream().map(Task::getName).toList();
	}

	private static boolean isAsyncio(StackTraceElement frame) {
		return frame.getClassName().startsWith(ASYNCIO);
	}

	// A lambda goes by the method that it stands in.
	private static String method(StackTraceElement frame) {
		return frame.getMethodName().replaceFirst("^lambda\\$(.+)\\$\\d+$", "$1");
	}

	// As pstree shows a call, such as: sleep Asyncio.java:120
	private static String call(StackTraceElement frame) {
		return method(frame) + " " + frame.getFileName() + ":" + frame.getLineNumber();
	}

	// The calls without their lines, as ps shows them.
	String chain() {
		return this.calls.stream()
			.map((call) -> call.substring(0, call.indexOf(' ')))
			.collect(Collectors.joining(" -> "));
	}

}
