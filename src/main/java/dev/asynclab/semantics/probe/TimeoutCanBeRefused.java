package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * A task that refuses to be timed out gives its value, late.
 */
final class TimeoutCanBeRefused implements Fact {

	@Override
	public Statement statement() {
		return new Statement("timeout-can-be-refused", "A refused time-out gives the value", List.of(46),
				"What was done after all is reported as not done.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "value": "A", "onCancel": "suppress" } ],
						  "combinator": { "type": "waitFor", "timeoutMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return WaitForForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A", Kind.CLEANS_UP);
		probe.timeOut();
		Awaiter awaiter = probe.start(form, call);
		probe.awaitCancellation(awaiter, call);
		call.returns();
		Outcome outcome = probe.outcome(awaiter);
		return Observation.of(outcome.error() == null, "the awaiter gets the value", "the value is lost: " + outcome);
	}

}
