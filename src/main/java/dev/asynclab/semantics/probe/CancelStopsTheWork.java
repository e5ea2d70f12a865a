package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * Cancelling a task stops what it does.
 */
final class CancelStopsTheWork implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancel-stops-the-work", "Cancelling a task stops its work", List.of(13, 21),
				"A cancelled future looks cancelled, and its thread works on until the call ends by " + "itself.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 } ],
						  "combinator": "gather",
						  "cancelAt": { "target": "A", "atMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return CreateTaskForms.ONE;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A");
		Awaiter awaiter = probe.start(form, call);
		awaiter.cancel();
		probe.outcome(awaiter);
		return Observation.of(probe.fate(call) == Ending.CANCELLED, "the work is stopped",
				"the work runs on to its end");
	}

}
