package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * The time-out is raised when the clean-up of the work has ended.
 */
final class TimeoutWaitsForCleanUp implements Fact {

	@Override
	public Statement statement() {
		return new Statement("timeout-waits-for-clean-up", "A time-out waits for the clean-up", List.of(45),
				"The retry starts while the first try still holds its lock.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "cleanupMs": 100 } ],
						  "combinator": { "type": "waitFor", "timeoutMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return WaitForForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A", Kind.CLEANS_UP);
		probe.timeOut();
		Awaiter awaiter = probe.start(form, call);
		probe.awaitCancellation(awaiter, call);
		if (!awaiter.hasEnded()) {
			return new Observation(true, "raised when the clean-up has ended");
		}
		return new Observation(false,
				probe.wasAskedToStop(call) ? "raised during the clean-up" : "raised, and the work runs on");
	}

}
