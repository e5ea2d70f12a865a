package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * Cancelling the awaiter of a shielded task ends the awaiter at once and the task not at
 * all.
 */
final class ShieldedWorkRunsOn implements Fact {

	@Override
	public Statement statement() {
		return new Statement("shielded-work-runs-on", "Shielded work outlives its awaiter", List.of(59),
				"A client that hangs up rolls back what was to be done in any case.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 } ],
						  "combinator": { "type": "shield" },
						  "cancelAt": { "target": "outer", "atMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return ShieldForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A");
		Awaiter awaiter = probe.start(form, call);
		awaiter.cancel();
		boolean left = probe.outcome(awaiter).isCancelled();
		boolean ran = probe.fate(call) == Ending.VALUE;
		return Observation.of(left && ran, "the awaiter leaves, the work runs on", "the work is cancelled as well");
	}

}
