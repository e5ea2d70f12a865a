package dev.asynclab.task;

import java.time.Instant;
import java.util.List;
import java.util.Map;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Some of the tasks.
 *
 * @param states how many of all tasks that were ever created are in each state
 * @param tasks the requested tasks, in the order of their creation
 * @param at when they were listed
 */
record TaskListing(@Schema(
		description = "How many of all tasks that were ever created are in each state.") Map<State, Long> states,
		List<TaskView> tasks, @JsonIgnore Instant at) implements TextPicture {

	@Override
	public String toText() {
		return TaskTable.of(this);
	}

}
