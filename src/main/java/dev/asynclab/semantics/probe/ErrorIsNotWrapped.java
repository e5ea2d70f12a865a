package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * What is raised is the very object that the task raised.
 */
final class ErrorIsNotWrapped implements Fact {

	@Override
	public Statement statement() {
		return new Statement("error-is-not-wrapped", "The task's own error object is raised", List.of(10, 25),
				"catch (MyException ex) catches nothing, for what arrives is a wrapper.", "");
	}

	@Override
	public Forms forms() {
		return GatherForms.ALL;
	}

	@Override
	public Observation observe(Probe probe, Form form) throws Exception {
		Call failing = probe.call("A");
		Awaiter awaiter = probe.start(form, failing);
		failing.raises();
		Throwable error = probe.outcome(awaiter).error();
		return new Observation(error instanceof CallFailedException,
				"raises " + ((error != null) ? error.getClass().getSimpleName() : "nothing"));
	}

}
