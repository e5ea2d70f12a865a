package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * A task sees its creator's context: a ContextVar; elsewhere SLF4J's MDC, or Reactor's
 * Context.
 */
final class ContextCarriedOver implements Fact {

	@Override
	public Statement statement() {
		return new Statement("context-carried-over", "A task sees its creator's context", List.of(7),
				"The trace id is missing from the log exactly where things run at once.", "");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		probe.user("ada");
		Call call = probe.call("A");
		probe.start(form, call);
		probe.awaitStart(call);
		return new Observation("ada".equals(call.user()), "the task's user is " + call.user());
	}

}
