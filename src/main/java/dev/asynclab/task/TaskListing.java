package dev.asynclab.task;

import java.util.List;
import java.util.Map;

import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Some of the tasks.
 *
 * @param states how many tasks of all those ever created are in each state
 * @param tasks those that were asked for, in the order of their creation
 */
record TaskListing(@Schema(
		description = "How many of all tasks that were ever created are in each state.") Map<State, Long> states,
		List<TaskView> tasks) {

}
