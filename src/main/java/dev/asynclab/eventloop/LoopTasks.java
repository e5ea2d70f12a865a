package dev.asynclab.eventloop;

import java.util.ArrayList;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.timeline.TextPicture;

/**
 * The tasks of all loops that run.
 *
 * @param loops each loop's tasks
 */
record LoopTasks(List<LoopGraph> loops) implements TextPicture {

	// Captures so many tasks of all loops together.
	static LoopTasks capture(List<WatchedAsyncio> watched, int most) {
		List<LoopGraph> loops = new ArrayList<>();
		int left = most;
		for (WatchedAsyncio each : watched) {
			LoopGraph loop = LoopGraph.capture(each, left);
			left -= loop.tasks().size();
			loops.add(loop);
		}
		return new LoopTasks(List.copyOf(loops));
	}

	/**
	 * Returns the tasks, those of each loop together, the oldest first.
	 * @return the tasks
	 */
	@JsonValue
	List<LoopTask> tasks() {
		return this.loops.stream().flatMap((loop) -> loop.tasks().stream()).toList();
	}

	@Override
	public String toText() {
		if (this.loops.isEmpty()) {
			return "No asyncio loop runs.\n";
		}
		return String.join("\n", this.loops.stream().map((loop) -> String.join("\n", loop.lines()) + "\n").toList());
	}

}
