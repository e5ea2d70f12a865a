package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * With return_exceptions an error is a value at its place, and all are waited for.
 */
final class ErrorsAsValues implements Fact {

	@Override
	public Statement statement() {
		return new Statement("errors-as-values", "Errors can be values, in their place", List.of(26),
				"One failure costs the results of all the others.", """
						{ "tasks": [ { "name": "A", "delayMs": 200, "value": "A" },
						             { "name": "B", "delayMs": 100, "outcome": "fail" } ],
						  "combinator": { "type": "gather", "returnExceptions": true } }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.RETURNING_EXCEPTIONS;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call failing = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, failing);
		failing.raises();
		probe.awaitEnd(failing);
		boolean early = awaiter.hasEnded();
		slow.returns();
		Outcome outcome = probe.outcome(awaiter);
		boolean inPlace = outcome.value() instanceof List<?> values && values.size() == 2
				&& "A".equals(values.getFirst()) && values.getLast() instanceof CallFailedException;
		return Observation.of(inPlace && !early, "A's value, and B's error beside it", "B fails: raises " + outcome);
	}

}
