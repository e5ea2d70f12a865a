package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * A group does not raise before every child has ended, clean-up included.
 */
final class GroupWaitsForAll implements Fact {

	@Override
	public Statement statement() {
		return new Statement("group-waits-for-all", "A group ends when all have ended", List.of(32, 33),
				"Tasks outlive the block that started them, and use what it has closed.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "cleanupMs": 100 },
						             { "name": "B", "delayMs": 100, "outcome": "fail" } ],
						  "combinator": "taskgroup" }""");
	}

	@Override
	public Forms forms() {
		return TaskGroupForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call sibling = probe.call("A", Kind.CLEANS_UP);
		Call failing = probe.call("B");
		Awaiter awaiter = probe.start(form, sibling, failing);
		failing.raises();
		probe.awaitEnd(failing);
		return Observation.of(!awaiter.hasEnded(), "raised when A has ended", "raised while A is still at work");
	}

}
