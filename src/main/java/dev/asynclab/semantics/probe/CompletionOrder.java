package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * as_completed gives the result first that is there first.
 */
final class CompletionOrder implements Fact {

	@Override
	public Statement statement() {
		return new Statement("completion-order", "as_completed gives the fastest first", List.of(56),
				"The first result is there, and its reader waits for the slowest.", """
						{ "tasks": [ { "name": "A", "delayMs": 200, "value": "A" },
						             { "name": "B", "delayMs": 100, "value": "B" } ],
						  "combinator": "asCompleted" }""");
	}

	@Override
	public Forms forms() {
		return AsCompletedForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call fast = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, fast);
		probe.awaitEnd(fast.returns());
		probe.awaitEnd(slow.returns());
		Object value = probe.outcome(awaiter).value();
		return new Observation(List.of("B", "A").equals(value), "B ends first: " + value);
	}

}
