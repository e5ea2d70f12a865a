package dev.asynclab.scenario.outcome;

import java.util.List;
import java.util.Map;

import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.grammar.Scenario.Cancellation;
import dev.asynclab.scenario.outcome.EventLog.Entry;
import dev.asynclab.scenario.outcome.EventLog.ThreadUse;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was seen in a run, in any style.
 *
 * @param scenario the scenario that ran
 * @param exact whether the times are those of a virtual clock
 * @param log what happened, in the order in which it happened
 * @param result how the task that runs the combinator ended
 * @param cancelling how many requests to cancel that task it has had
 * @param returnedMs when that task ended, in ms
 * @param pendingAtReturn the tasks that were not done at that time
 * @param tasks the tasks that have run, by name
 * @param cancels the scenario's own requests to cancel
 * @param unretrieved the tasks whose error was never retrieved
 * @param shutdownErrors the tasks that failed when the run was shut down
 * @param slowSteps the steps that were reported as slow
 * @param measured what was measured beside the outcome
 */
// @formatter:off
public record RunRecord(Scenario scenario, boolean exact, List<Entry> log, Ending result, int cancelling,
		double returnedMs, List<String> pendingAtReturn, Map<String, TaskRecord> tasks,
		List<AcceptedCancel> cancels, List<String> unretrieved, List<String> shutdownErrors,
		List<SlowStep> slowSteps, Measured measured) {
	// @formatter:on

	/**
	 * How a task ended.
	 *
	 * @param event finished, failed or cancelled
	 * @param value what the task returned, or null
	 * @param error what the task raised, or null
	 */
	public record Ending(String event, @Nullable JsonNode value, @Nullable Throwable error) {

	}

	/**
	 * The outcome of a task.
	 *
	 * @param body how the task's code ended
	 * @param ending how the task ended; this differs from the body if the task was
	 * cancelled in its last step
	 * @param cancelling how many requests to cancel the task has had, or null if it was
	 * no task
	 */
	public record TaskRecord(Ending body, Ending ending, @Nullable Integer cancelling) {

	}

	/**
	 * The outcome of a request to cancel.
	 *
	 * @param cancel the request
	 * @param accepted whether the task had not ended
	 */
	public record AcceptedCancel(Cancellation cancel, boolean accepted) {

	}

	/**
	 * What was measured beside the outcome.
	 *
	 * @param loop the name of the event loop that the tasks share, or null if they share
	 * none
	 * @param threads when tasks got a thread, in the order of time
	 * @param ready when each task was ready and waited for its turn, by name and in the
	 * order of time; null if the loop did not tell
	 * @param culprits the line of code with which a task blocks the loop, by name
	 */
	public record Measured(@Nullable String loop, List<ThreadUse> threads, @Nullable Map<String, List<ReadyTime>> ready,
			Map<String, String> culprits) {

	}

	/**
	 * A time in which a task could go on, and waited for its turn.
	 *
	 * @param fromMs when it could go on, in ms since the run began
	 * @param toMs when it had its turn
	 */
	public record ReadyTime(double fromMs, double toMs) {

	}

	/**
	 * A step that kept the event loop for long.
	 *
	 * @param task the name of the task
	 * @param ms how long the step took, in ms
	 */
	public record SlowStep(String task, double ms) {

	}

}
