package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * A task may catch the cancellation and return a value, which whoever awaits it gets.
 */
final class CancelCanBeRefused implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancel-can-be-refused", "A task can refuse to be cancelled", List.of(13, 16),
				"A payment that could not be stopped any more is booked as cancelled.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "value": "A", "onCancel": "return" } ],
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
		call.returns();
		Outcome outcome = probe.outcome(awaiter);
		return Observation.of(outcome.error() == null, "the awaiter gets the value", "the value is lost: " + outcome);
	}

}
