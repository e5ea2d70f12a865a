package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * When the first has ended the others run on.
 */
final class WaitCancelsNobody implements Fact {

	@Override
	public Statement statement() {
		return new Statement("wait-cancels-nobody", "wait leaves the others running", List.of(42, 43),
				"The slower of two writes is broken off, because the faster one was first.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": { "type": "wait", "returnWhen": "FIRST_COMPLETED" } }""");
	}

	@Override
	public Forms forms() {
		return WaitForms.FIRST_COMPLETED;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call fast = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, fast);
		probe.awaitEnd(fast.returns());
		probe.outcome(awaiter);
		return Observation.of(probe.fate(slow) == Ending.VALUE, "B is first: A runs on", "B is first: A is cancelled");
	}

}
