package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * A child that ends as cancelled is no failure: its siblings run on.
 */
final class GroupOutlivesCancelledChild implements Fact {

	@Override
	public Statement statement() {
		return new Statement("group-outlives-cancelled-child", "A cancelled child fails no group", List.of(35),
				"Cancelling one of many stops them all.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100, "outcome": "cancel" } ],
						  "combinator": "taskgroup" }""");
	}

	@Override
	public Forms forms() {
		return TaskGroupForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call sibling = probe.call("A");
		Call cancelled = probe.call("B");
		probe.start(form, sibling, cancelled);
		cancelled.endsCancelled();
		probe.awaitEnd(cancelled);
		return Observation.of(probe.fate(sibling) == Ending.VALUE, "B is cancelled: A runs on",
				"B is cancelled: so is A");
	}

}
