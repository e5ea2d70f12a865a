package dev.asynclab.scenario.steps;

/**
 * A task or a callback as it stands in the queue of the loop.
 *
 * @param label how it is written
 * @param kind what kind of turn it has
 * @param task its name or, for a callback, the task that brought it about
 * @param call for a callback, the call that it belongs to; for a task, nothing
 */
record Entry(String label, Step.Kind kind, String task, String call) {

	static final String RUN = "asyncio.run";

	static final String MAIN = "main";

	/** The call of a callback that no task's end has brought about. */
	static final String CALLBACK = "callback";

	boolean isTask() {
		return this.call.isEmpty();
	}

}
