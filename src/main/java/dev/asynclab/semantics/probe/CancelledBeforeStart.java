package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * A task that is cancelled while it waits for its first step never runs.
 */
final class CancelledBeforeStart implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancelled-before-start", "Cancelled before its start, never runs", List.of(14),
				"Work whose caller has gone is still done, when its turn comes.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 } ],
						  "combinator": "gather",
						  "cancelAt": { "target": "A", "atMs": 0 } }""");
	}

	@Override
	public Forms forms() {
		return LimitForms.ONE_AT_A_TIME;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call first = probe.call("A");
		Call second = probe.call("B");
		Awaiter awaiter = probe.start(form, first, second);
		// Virtual threads that wait for a permit have no order.
		boolean inOrder = first.starts() > 0;
		Call running = inOrder ? first : second;
		Call waiting = inOrder ? second : first;
		awaiter.cancel();
		probe.outcome(awaiter);
		probe.settle();
		probe.awaitEnd(running.returns());
		return Observation.of(waiting.starts() == 0, "it never runs", "it runs when its turn comes");
	}

}
