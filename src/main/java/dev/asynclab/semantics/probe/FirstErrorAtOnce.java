package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * The first error is raised at once, while a sibling still runs.
 */
final class FirstErrorAtOnce implements Fact {

	@Override
	public Statement statement() {
		return new Statement("first-error-at-once", "The first error is raised at once", List.of(25),
				"A request that has failed already keeps its caller waiting for the slowest of its calls.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100, "outcome": "fail" } ],
						  "combinator": "gather" }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call slow = probe.call("A");
		Call failing = probe.call("B");
		Awaiter awaiter = probe.start(form, slow, failing);
		failing.raises();
		probe.awaitEnd(failing);
		return Observation.of(awaiter.hasEnded(), "B fails: raised while A runs", "B fails: waits for A");
	}

}
