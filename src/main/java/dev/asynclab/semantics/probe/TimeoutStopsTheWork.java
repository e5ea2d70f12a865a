package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * When time is up the work is stopped.
 */
final class TimeoutStopsTheWork implements Fact {

	@Override
	public Statement statement() {
		return new Statement("timeout-stops-the-work", "A time-out stops the work", List.of(45),
				"Every time-out leaves a thread behind that still works: a slow backend fills the pool.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 } ],
						  "combinator": { "type": "waitFor", "timeoutMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return WaitForForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A");
		probe.timeOut();
		Awaiter awaiter = probe.start(form, call);
		probe.outcome(awaiter);
		return Observation.of(probe.fate(call) != Ending.VALUE, "the work is stopped", "the work runs on to its end");
	}

}
