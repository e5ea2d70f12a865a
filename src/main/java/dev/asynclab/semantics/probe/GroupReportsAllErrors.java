package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * A group raises the errors of all its children.
 */
final class GroupReportsAllErrors implements Fact {

	@Override
	public Statement statement() {
		return new Statement("group-reports-all-errors", "A group reports every error", List.of(33, 34),
				"Of two errors one is seen, perhaps the one that only followed from the other.", """
						{ "tasks": [ { "name": "A", "delayMs": 300, "onCancel": "raise" },
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
		sibling.raises();
		List<String> failures = probe.outcome(awaiter).failures();
		return new Observation(failures.containsAll(List.of("A failed", "B failed")),
				"both fail, raised: " + failures.stream().sorted().distinct().toList());
	}

}
