package dev.asynclab.scenario;

import java.util.List;
import java.util.Map;

import dev.asynclab.scenario.EventLog.Entry;
import dev.asynclab.scenario.Scenario.Cancellation;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What was seen in a run, in whatever style.
 *
 * @param scenario what was run
 * @param exact whether the times are those of a virtual clock
 * @param log what happened, in the order in which it did
 * @param result how the awaiting task ended
 * @param cancelling how many requests to end it has had
 * @param returnedMs when it ended
 * @param pendingAtReturn the tasks that were not done then
 * @param tasks what has run, by name
 * @param cancels the scenario's own requests
 * @param unretrieved whose error nobody saw
 * @param shutdownErrors whose error came when the run was shut down
 * @param slowSteps the steps that were reported as slow
 */
// @formatter:off
record RunRecord(Scenario scenario, boolean exact, List<Entry> log, Ending result, int cancelling,
		double returnedMs, List<String> pendingAtReturn, Map<String, TaskRecord> tasks,
		List<AcceptedCancel> cancels, List<String> unretrieved, List<String> shutdownErrors,
		List<SlowStep> slowSteps) {
	// @formatter:on

	/**
	 * How something ended.
	 *
	 * @param state done, failed or cancelled
	 * @param value what it returned
	 * @param error what it raised
	 */
	record Ending(String state, @Nullable JsonNode value, @Nullable Throwable error) {

		static Ending of(String event, @Nullable JsonNode value, @Nullable Throwable error) {
			return new Ending(event.equals("finished") ? "done" : event, value, error);
		}

	}

	/**
	 * What became of a task.
	 *
	 * @param body how its code ended
	 * @param ending how the task ended, which may differ where it was cancelled in its
	 * last step
	 * @param cancelling how many requests to end it has had, or null if it was no task
	 */
	record TaskRecord(Ending body, Ending ending, @Nullable Integer cancelling) {

	}

	record AcceptedCancel(Cancellation cancel, boolean accepted) {

	}

	record SlowStep(String task, double ms) {

	}

}
