package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * A fact about asyncio that people rely on, and how a probe finds out whether it holds in
 * a style. Its constant has the name of its id, in capitals: the page shows the source of
 * that constant, up to the next blank line.
 *
 * @param statement what the fact says
 * @param forms the idiom and the lesson class of each style
 * @param observer measures one of them
 */
record Fact(Statement statement, Forms forms, Observer observer) {

	Fact(String id, String text, List<Integer> facts, String matters, Forms forms, Observer observer) {
		this(new Statement(id, text, facts, matters), forms, observer);
	}

	@FunctionalInterface
	interface Observer {

		// Starts the form under test, ends the calls named A and B, and looks at what
		// happens.
		Observation observe(FactProbe probe, ProbeCall a, ProbeCall b) throws Exception;

	}

}
