package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * When its time is up, as_completed cancels none of the tasks.
 */
final class AsCompletedTimeoutCancelsNobody implements Fact {

	@Override
	public Statement statement() {
		return new Statement("as-completed-timeout-cancels-nobody", "as_completed's limit cancels no task", List.of(57),
				"The late results, which would have filled the cache, are thrown away.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": { "type": "asCompleted", "timeoutMs": 150 } }""");
	}

	@Override
	public Forms forms() {
		return AsCompletedForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A");
		probe.timeOut();
		Awaiter awaiter = probe.start(form, call);
		probe.outcome(awaiter);
		return Observation.of(probe.fate(call) == Ending.VALUE, "time is up: the call runs on",
				"time is up: the call is cancelled");
	}

}
