package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * The results of gather come in argument order, whoever ends first.
 */
final class ResultsInOrder implements Fact {

	@Override
	public Statement statement() {
		return new Statement("results-in-order", "Results come in argument order", List.of(24),
				"Who pairs results with arguments by position gets the wrong ones.", """
						{ "tasks": [ { "name": "A", "delayMs": 200, "value": "A" },
						             { "name": "B", "delayMs": 100, "value": "B" } ],
						  "combinator": "gather" }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call fast = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, fast);
		probe.awaitEnd(fast.returns());
		probe.awaitEnd(slow.returns());
		Object value = probe.outcome(awaiter).value();
		return new Observation(List.of("A", "B").equals(value), "B ends first: " + value);
	}

}
