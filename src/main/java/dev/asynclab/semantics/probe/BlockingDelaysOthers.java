package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.semantics.probe.Call.Kind;

/**
 * One call that blocks its thread delays all the others.
 */
final class BlockingDelaysOthers implements Fact {

	@Override
	public Statement statement() {
		return new Statement("blocking-delays-others", "A blocking call delays the others", List.of(73),
				"It is what not to do in asyncio: one time.sleep() stops everybody. Threads of their own "
						+ "are safe from it.",
				"""
						{ "tasks": [ { "name": "A", "delayMs": 200, "blocking": true },
						             { "name": "B", "delayMs": 100 } ],
						  "combinator": "gather" }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call blocking = probe.call("A", Kind.BLOCKS);
		Call ready = probe.call("B").returns();
		probe.start(form, blocking, ready);
		probe.awaitStart(blocking);
		probe.settle();
		return Observation.of(!ready.ended().isDone(), "A blocks: B, long ready, waits",
				"A blocks: B ends nevertheless");
	}

}
