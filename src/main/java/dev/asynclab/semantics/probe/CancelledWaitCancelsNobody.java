package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * Cancelling whoever waits cancels none of the tasks.
 */
final class CancelledWaitCancelsNobody implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancelled-wait-cancels-nobody", "Cancelling wait cancels no task", List.of(42),
				"One watcher that leaves stops what others watch too.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": "wait",
						  "cancelAt": { "target": "outer", "atMs": 50 } }""");
	}

	@Override
	public Forms forms() {
		return WaitForms.FIRST_COMPLETED;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call first = probe.call("A");
		Call second = probe.call("B");
		Awaiter awaiter = probe.start(form, first, second);
		awaiter.cancel();
		probe.outcome(awaiter);
		boolean both = probe.fate(first) == Ending.VALUE && probe.fate(second) == Ending.VALUE;
		return Observation.of(both, "both calls run on", "the calls are cancelled");
	}

}
