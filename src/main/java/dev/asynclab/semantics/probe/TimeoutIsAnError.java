package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.TimeoutError;

/**
 * A time-out is an error of its own kind, and not a cancellation.
 */
final class TimeoutIsAnError implements Fact {

	@Override
	public Statement statement() {
		return new Statement("timeout-is-an-error", "A time-out is no cancellation", List.of(45, 52),
				"Who handles both alike retries what its caller has given up, or gives up what was to be " + "retried.",
				"""
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
		Outcome outcome = probe.outcome(probe.start(form, call));
		boolean timeout = outcome.cause() instanceof TimeoutException || outcome.cause() instanceof TimeoutError;
		return new Observation(timeout && !outcome.isCancelled(), "raises " + outcome);
	}

}
