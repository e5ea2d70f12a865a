package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * Cancelling whoever waits with a limit cancels the work and waits for its clean-up.
 */
final class CancelledWaitForWaits implements Fact {

	@Override
	public Statement statement() {
		return new Statement("cancelled-wait-for-waits", "Cancelling wait_for waits as well", List.of(48),
				"A shutdown goes on while the calls that it cancelled still use what it closes.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "cleanupMs": 100 } ],
						  "combinator": { "type": "waitFor", "timeoutMs": 1000 },
						  "cancelAt": { "target": "outer", "atMs": 100 } }""");
	}

	@Override
	public Forms forms() {
		return WaitForForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A", Kind.CLEANS_UP);
		Awaiter awaiter = probe.start(form, call);
		probe.awaitStart(call);
		awaiter.cancel();
		probe.awaitCancellation(awaiter, call);
		if (!awaiter.hasEnded()) {
			return new Observation(true, "it has ended when the clean-up has");
		}
		return new Observation(false, probe.wasAskedToStop(call) ? "the awaiter leaves during the clean-up"
				: "the awaiter leaves, the work runs on");
	}

}
