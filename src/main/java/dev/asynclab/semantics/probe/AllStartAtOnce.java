package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * As many run at once as are given.
 */
final class AllStartAtOnce implements Fact {

	private static final int COUNT = 20;

	@Override
	public Statement statement() {
		return new Statement("all-start-at-once", "All start at once, however many", List.of(6, 24),
				"Beyond the size of the pool calls wait in its queue, and time-outs count that wait.", """
						{ "tasks": [ { "name": "A", "delayMs": 100 },
						             { "name": "B", "delayMs": 100 },
						             { "name": "C", "delayMs": 100 },
						             { "name": "D", "delayMs": 100 },
						             { "name": "E", "delayMs": 100 },
						             { "name": "F", "delayMs": 100 },
						             { "name": "G", "delayMs": 100 },
						             { "name": "H", "delayMs": 100 },
						             { "name": "I", "delayMs": 100 },
						             { "name": "J", "delayMs": 100 } ],
						  "combinator": "gather" }""");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call[] calls = IntStream.rangeClosed(1, COUNT).mapToObj((i) -> probe.call("task" + i)).toArray(Call[]::new);
		probe.start(form, calls);
		int started = Stream.of(calls).mapToInt(Call::starts).sum();
		return new Observation(started == COUNT, started + " of " + COUNT + " run");
	}

}
