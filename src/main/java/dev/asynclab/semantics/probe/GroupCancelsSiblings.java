package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * In a group a failure cancels the siblings.
 */
final class GroupCancelsSiblings implements Fact {

	@Override
	public Statement statement() {
		return new Statement("group-cancels-siblings", "In a group a failure cancels siblings", List.of(33),
				"Work whose result nobody can use any more goes on, and the error waits for it.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100, "outcome": "fail" } ],
						  "combinator": "taskgroup" }""");
	}

	@Override
	public Forms forms() {
		return TaskGroupForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call sibling = probe.call("A");
		Call failing = probe.call("B");
		probe.start(form, sibling, failing);
		failing.raises();
		probe.awaitEnd(failing);
		return Observation.of(probe.fate(sibling) == Ending.CANCELLED, "B fails: A is cancelled",
				"B fails: A runs on to its end");
	}

}
