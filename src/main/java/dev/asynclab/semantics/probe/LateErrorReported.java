package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * An error that nobody awaits is reported at the latest when the loop closes.
 */
final class LateErrorReported implements Fact {

	@Override
	public Statement statement() {
		return new Statement("late-error-reported", "An error nobody awaits is reported", List.of(71),
				"Work fails for weeks, and no log says so.", """
						{ "tasks": [ { "name": "A", "delayMs": 100 },
						             { "name": "B", "delayMs": 200, "outcome": "fail" } ],
						  "combinator": { "type": "wait", "returnWhen": "FIRST_COMPLETED" } }""");
	}

	@Override
	public Forms forms() {
		return CreateTaskForms.TWO;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call awaited = probe.call("A");
		Call late = probe.call("B");
		Awaiter awaiter = probe.start(form, awaited, late);
		awaited.raises();
		probe.outcome(awaiter);
		late.raises();
		probe.awaitEnd(late);
		boolean reported = probe.endLoopAndGetReports()
			.stream()
			.anyMatch((error) -> Outcome.error(error).failures().contains("B failed"));
		return Observation.of(reported, "B's error is reported", "B's error is told to nobody");
	}

}
