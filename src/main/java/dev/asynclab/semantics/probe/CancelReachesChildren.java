package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * Cancelling the awaiter of gather cancels each child that has not ended.
 */
final class CancelReachesChildren implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancel-reaches-children", "Cancelling gather reaches every child", List.of(28),
				"The client has hung up, and all its calls still load the backend.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": "gather",
						  "cancelAt": { "target": "outer", "atMs": 50 } }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call first = probe.call("A");
		Call second = probe.call("B");
		Awaiter awaiter = probe.start(form, first, second);
		awaiter.cancel();
		probe.outcome(awaiter);
		boolean stopped = probe.fate(first) == Ending.CANCELLED && probe.fate(second) == Ending.CANCELLED;
		return Observation.of(stopped, "both calls are stopped", "the calls run on");
	}

}
