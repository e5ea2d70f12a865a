package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * An awaitable that is given twice runs once and is reported twice.
 */
final class GivenTwiceRunsOnce implements Fact {

	@Override
	public Statement statement() {
		return new Statement("given-twice-runs-once", "A task given twice runs once", List.of(10, 24),
				"What looks like one task is done twice: two orders, two mails.", """
						{ "tasks": [ { "name": "A", "delayMs": 200, "value": "A" } ],
						  "combinator": { "type": "gather", "tasks": [ "A", "A" ] } }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call call = probe.call("A");
		Awaiter awaiter = probe.start(form, call, call);
		call.returns();
		Object value = probe.outcome(awaiter).value();
		return new Observation(call.starts() == 1 && List.of("A", "A").equals(value),
				"starts: " + call.starts() + ", values: " + value);
	}

}
