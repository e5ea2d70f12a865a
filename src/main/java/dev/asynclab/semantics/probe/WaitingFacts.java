package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.notation.Sentence;

/**
 * Facts about {@code wait} and {@code as_completed}, and about errors that are not
 * awaited.
 */
final class WaitingFacts {

	static final Fact LATE_ERROR_REPORTED = new Fact("late-error-reported", "An error not awaited is reported",
			List.of(71), "Work fails for weeks, and no log says so.", CreateTaskForms.TWO, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				a.raises();
				probe.outcome(awaiter);
				probe.fail(b);
				boolean reported = probe.endLoopAndGetReports()
					.stream()
					.anyMatch((error) -> AwaiterOutcome.error(error).failures().contains("B failed"));
				return Observation.of(reported, Sentence.of("seen.reported", "B's error is reported"),
						Sentence.of("seen.not-reported", "B's error is not reported"));
			});

	static final Fact WAIT_CANCELS_NOBODY = new Fact("wait-cancels-nobody", "wait leaves other tasks running",
			List.of(42, 43), "The slower of two writes is broken off because the faster one ended first.",
			WaitForms.FIRST_COMPLETED, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.finish(b);
				probe.outcome(awaiter);
				return Observation.of(probe.runToTheirEnd(a),
						Sentence.of("seen.b-first-a-runs", "B is first: A runs on"),
						Sentence.of("seen.b-first-a-cancelled", "B is first: A is cancelled"));
			});

	static final Fact WAIT_RAISES_NOTHING = new Fact("wait-raises-nothing", "wait raises no task's error",
			List.of(42, 43), "All finished results are lost because of one task's error.", WaitForms.FIRST_COMPLETED,
			(probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.fail(b);
				if (!awaiter.hasEnded()) {
					return new Observation(false, Sentence.of("seen.waits-for-a", "B fails: waits for A"));
				}
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null,
						Sentence.of("seen.done-and-pending", "B fails: it is done, A pending"),
						Sentence.of("seen.b-raises", "B fails: raises {0}", outcome));
			});

	static final Fact CANCELLED_WAIT_CANCELS_NOBODY = new Fact("cancelled-wait-cancels-nobody",
			"Cancelling wait cancels no task", List.of(42),
			"One watcher that leaves stops the tasks that others still watch.", WaitForms.FIRST_COMPLETED,
			(probe, a, b) -> {
				probe.cancel(probe.start(a, b));
				return Observation.of(probe.runToTheirEnd(a, b), Sentence.of("seen.both-run-on", "both calls run on"),
						Sentence.of("seen.calls-cancelled", "the calls are cancelled"));
			});

	static final Fact COMPLETION_ORDER = new Fact("completion-order", "as_completed gives the fastest first",
			List.of(56), "The first result is there, but its reader waits for the slowest.", WaitForms.AS_COMPLETED,
			(probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.finish(b);
				probe.finish(a);
				Object value = probe.outcome(awaiter).value();
				return new Observation(List.of("B", "A").equals(value),
						Sentence.of("seen.b-first", "B ends first: {0}", String.valueOf(value)));
			});

	static final Fact AS_COMPLETED_TIMEOUT_CANCELS_NOBODY = new Fact("as-completed-timeout-cancels-nobody",
			"as_completed's limit cancels no task", List.of(57),
			"The late results, which would have filled the cache, are thrown away.", WaitForms.AS_COMPLETED,
			(probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a);
				probe.outcome(awaiter);
				return Observation.of(probe.runToTheirEnd(a),
						Sentence.of("seen.late-runs-on", "on time-out the call runs on"),
						Sentence.of("seen.late-cancelled", "on time-out the call is cancelled"));
			});

	private WaitingFacts() {
	}

}
