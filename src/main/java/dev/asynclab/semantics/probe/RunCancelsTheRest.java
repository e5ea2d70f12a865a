package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Ending;

/**
 * When main has ended, run cancels what is left and waits for it.
 */
final class RunCancelsTheRest implements Fact {

	@Override
	public Statement statement() {
		return new Statement("run-cancels-the-rest", "run cancels what main leaves behind", List.of(3),
				"The program does not end, or ends with work half done that nobody told to stop.", """
						{ "tasks": [ { "name": "A", "delayMs": 200 },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": { "type": "task", "name": "B" },
						  "afterReturn": "run" }""");
	}

	@Override
	public Forms forms() {
		return RunForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call rest = probe.call("A");
		Call main = probe.call("B");
		probe.start(form, rest, main);
		probe.awaitEnd(main.returns());
		return Observation.of(probe.fate(rest) == Ending.CANCELLED, "main ends: the rest is cancelled",
				"main ends: the rest runs on");
	}

}
