package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * Whoever awaits a task that is cancelled hears of it when the clean-up has ended.
 */
final class CancelWaitsForCleanUp implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancel-waits-for-clean-up", "Cancelled, it ends after its clean-up", List.of(13, 18, 21),
				"The connection is used again while the task that was cancelled still rolls back on it.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "cleanupMs": 100 } ],
						  "combinator": { "type": "task", "name": "A" },
						  "cancelAt": { "target": "outer", "atMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return CreateTaskForms.ONE;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A", Kind.CLEANS_UP);
		Awaiter awaiter = probe.start(form, call);
		awaiter.cancel();
		probe.awaitCancellation(awaiter, call);
		if (!awaiter.hasEnded()) {
			return new Observation(true, "it has ended when the clean-up has");
		}
		return new Observation(false, probe.wasAskedToStop(call) ? "the awaiter leaves during the clean-up"
				: "the awaiter leaves, the work runs on");
	}

}
