package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * A blocking function that is sent to a thread delays nobody.
 */
final class ToThreadFreesTheLoop implements Fact {

	@Override
	public Statement statement() {
		return new Statement("to-thread-frees-the-loop", "to_thread keeps the others running", List.of(61),
				"A blocking driver was wrapped in something that looks asynchronous, and still stops the "
						+ "event loop.",
				"""
						{ "tasks": [ { "name": "A", "delayMs": 200, "thread": true },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": "gather" }""");
	}

	@Override
	public Forms forms() {
		return ToThreadForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call blocking = probe.call("A");
		Call ready = probe.call("B").returns();
		probe.start(form, blocking, ready);
		probe.awaitStart(blocking);
		probe.settle();
		return Observation.of(ready.ended().isDone(), "A blocks: B ends nevertheless",
				"A blocks: B, long ready, waits");
	}

}
