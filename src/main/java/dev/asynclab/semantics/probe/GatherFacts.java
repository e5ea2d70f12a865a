package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.notation.Sentence;

/**
 * Facts about {@code gather}.
 */
final class GatherFacts {

	static final Fact RESULTS_IN_ORDER = new Fact("results-in-order", "Results come in argument order", List.of(24),
			"Code that matches results to arguments by position gets wrong results.", GatherForms.ALL,
			(probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.finish(b);
				probe.finish(a);
				Object value = probe.outcome(awaiter).value();
				return new Observation(List.of("A", "B").equals(value),
						Sentence.of("seen.b-first", "B ends first: {0}", String.valueOf(value)));
			});

	static final Fact FIRST_ERROR_AT_ONCE = new Fact("first-error-at-once", "The first error is raised at once",
			List.of(25), "A request that has failed already keeps its caller waiting for the slowest of its calls.",
			GatherForms.ALL, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.fail(b);
				return Observation.of(awaiter.hasEnded(),
						Sentence.of("seen.raised-while-a-runs", "B fails: raised while A runs"),
						Sentence.of("seen.waits-for-a", "B fails: waits for A"));
			});

	static final Fact SIBLINGS_RUN_ON = new Fact("siblings-run-on", "After an error the other tasks run on",
			List.of(25), "A write is broken off in the middle because another call failed.", GatherForms.ALL,
			(probe, a, b) -> {
				probe.start(a, b);
				probe.fail(b);
				return Observation.of(probe.runToTheirEnd(a),
						Sentence.of("seen.a-ends-with-value", "B fails: A ends with its value"),
						Sentence.of("seen.a-cancelled", "B fails: A is cancelled"));
			});

	static final Fact ERRORS_AS_VALUES = new Fact("errors-as-values", "Errors can be returned as values", List.of(26),
			"One failure loses the results of all other calls.", GatherForms.RETURNING_EXCEPTIONS, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.fail(b);
				boolean early = awaiter.hasEnded();
				a.returns();
				AwaiterOutcome outcome = probe.outcome(awaiter);
				boolean inPlace = outcome.value() instanceof List<?> values && values.size() == 2
						&& "A".equals(values.getFirst()) && values.getLast() instanceof ProbeCallFailedException;
				return Observation.of(inPlace && !early,
						Sentence.of("seen.value-and-error", "A's value, and B's error beside it"),
						Sentence.of("seen.b-raises", "B fails: raises {0}", outcome));
			});

	static final Fact ERROR_IS_NOT_WRAPPED = new Fact("error-is-not-wrapped", "The task's own error object is raised",
			List.of(10, 25), "catch (MyException ex) catches nothing, because what arrives is a wrapper.",
			GatherForms.ALL, (probe, a, _) -> {
				Awaiter awaiter = probe.start(a);
				a.raises();
				Throwable error = probe.outcome(awaiter).error();
				return new Observation(error instanceof ProbeCallFailedException,
						(error != null) ? Sentence.of("seen.raises", "raises {0}", error.getClass().getSimpleName())
								: Sentence.of("seen.raises-nothing", "raises nothing"));
			});

	static final Fact GIVEN_TWICE_RUNS_ONCE = new Fact("given-twice-runs-once", "A task given twice runs once",
			List.of(10, 24), "What looks like one task is done twice: two orders, two mails.", GatherForms.ALL,
			(probe, a, _) -> {
				Awaiter awaiter = probe.start(a, a);
				a.returns();
				Object value = probe.outcome(awaiter).value();
				return new Observation(a.starts() == 1 && List.of("A", "A").equals(value), Sentence
					.of("seen.starts-and-values", "starts: {0}, values: {1}", a.starts(), String.valueOf(value)));
			});

	static final Fact ALL_START_AT_ONCE = new Fact("all-start-at-once", "All start at once, however many",
			List.of(6, 24), "Calls beyond the size of the pool wait in its queue, and time-outs include that wait.",
			GatherForms.ALL, (probe, _, _) -> {
				ProbeCall[] calls = IntStream.rangeClosed(1, 20)
					.mapToObj((i) -> probe.call("task" + i))
					.toArray(ProbeCall[]::new);
				probe.start(calls);
				int started = Stream.of(calls).mapToInt(ProbeCall::starts).sum();
				return new Observation(started == calls.length,
						Sentence.of("seen.some-run", "{0} of {1} run", started, calls.length));
			});

	private GatherFacts() {
	}

}
