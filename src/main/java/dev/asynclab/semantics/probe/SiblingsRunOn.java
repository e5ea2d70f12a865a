package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * The siblings of one that fails run on to their end.
 */
final class SiblingsRunOn implements Fact {

	@Override
	public Statement statement() {
		return new Statement("siblings-run-on", "After an error the siblings run on", List.of(25),
				"A write that was under way is broken off, because another call failed.", """
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
		probe.start(form, slow, failing);
		failing.raises();
		probe.awaitEnd(failing);
		return Observation.of(probe.fate(slow) == Ending.VALUE, "B fails: A ends with its value",
				"B fails: A is cancelled");
	}

}
