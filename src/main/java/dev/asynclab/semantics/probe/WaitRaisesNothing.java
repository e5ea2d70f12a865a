package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * A failure counts as an end, and is told rather than raised.
 */
final class WaitRaisesNothing implements Fact {

	@Override
	public Statement statement() {
		return new Statement("wait-raises-nothing", "wait raises no task's error", List.of(42, 43),
				"The results that are there are lost with an error that belongs to one task.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100, "outcome": "fail" } ],
						  "combinator": { "type": "wait", "returnWhen": "FIRST_COMPLETED" } }""");
	}

	@Override
	public Forms forms() {
		return WaitForms.FIRST_COMPLETED;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call failing = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, failing);
		failing.raises();
		probe.awaitEnd(failing);
		if (!awaiter.hasEnded()) {
			return new Observation(false, "B fails: waits for A");
		}
		Outcome outcome = probe.outcome(awaiter);
		return Observation.of(outcome.error() == null, "B fails: it is done, A pending", "B fails: raises " + outcome);
	}

}
