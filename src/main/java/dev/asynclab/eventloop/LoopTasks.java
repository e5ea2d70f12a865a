package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.asyncio.CallGraph;
import dev.asynclab.asyncio.EventLoop;
import dev.asynclab.timeline.TextPicture;

/**
 * The tasks of all loops that run.
 *
 * @param loops each loop's tasks
 * @param changing the loops whose tasks change too fast to be seen
 */
record LoopTasks(List<LoopGraph> loops, List<ChangingLoop> changing) implements TextPicture {

	// Captures so many tasks of all loops together.
	static LoopTasks capture(List<WatchedAsyncio> watched, int most) {
		return capture(watched, most, CallGraph::capture);
	}

	static LoopTasks capture(List<WatchedAsyncio> watched, int most, Function<EventLoop, CallGraph> capture) {
		List<LoopGraph> loops = new ArrayList<>();
		List<ChangingLoop> changing = new ArrayList<>();
		int left = most;
		for (WatchedAsyncio each : watched) {
			CallGraph graph;
			try {
				graph = capture.apply(each.loop());
			}
			catch (IllegalStateException ex) {
				changing.add(new ChangingLoop(each.name()));
				continue;
			}
			LoopGraph loop = new LoopGraph(each.name(), graph, each.loop().time(), left);
			left -= loop.tasks().size();
			loops.add(loop);
		}
		return new LoopTasks(List.copyOf(loops), List.copyOf(changing));
	}

	/**
	 * Returns the tasks, those of each loop together, the oldest first, and then the
	 * loops whose tasks could not be seen.
	 * @return the tasks and loops
	 */
	@JsonValue
	List<LoopEntry> entries() {
		return Stream
			.<LoopEntry>concat(this.loops.stream().flatMap((loop) -> loop.tasks().stream()), this.changing.stream())
			.toList();
	}

	@Override
	public String toText() {
		List<String> parts = new ArrayList<>();
		this.loops.stream()
			.filter((loop) -> !loop.tasks().isEmpty())
			.forEach((loop) -> parts.add(String.join("\n", loop.lines()) + "\n"));
		List<LoopGraph> leftOut = this.loops.stream()
			.filter((loop) -> loop.tasks().isEmpty() && loop.more() > 0)
			.toList();
		if (!leftOut.isEmpty()) {
			parts.add("and " + leftOut.stream().mapToInt(LoopGraph::more).sum() + " more in " + leftOut.size()
					+ ((leftOut.size() == 1) ? " other loop\n" : " other loops\n"));
		}
		this.changing.forEach((loop) -> parts.add(loop.loop() + "\nIts tasks change too fast to be seen.\n"));
		return parts.isEmpty() ? "No task of an asyncio loop is under way.\n" : String.join("\n", parts);
	}

}
