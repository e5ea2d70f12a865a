package dev.asynclab.semantics.probe;

import java.util.List;

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
				return Observation.of(reported, "B's error is reported", "B's error is not reported");
			});

	static final Fact WAIT_CANCELS_NOBODY = new Fact("wait-cancels-nobody", "wait leaves the others running",
			List.of(42, 43), "The slower of two writes is broken off, because the faster one was first.",
			WaitForms.FIRST_COMPLETED, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.finish(b);
				probe.outcome(awaiter);
				return Observation.of(probe.runToTheirEnd(a), "B is first: A runs on", "B is first: A is cancelled");
			});

	static final Fact WAIT_RAISES_NOTHING = new Fact("wait-raises-nothing", "wait raises no task's error",
			List.of(42, 43), "The results that are there are lost with an error that belongs to one task.",
			WaitForms.FIRST_COMPLETED, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.fail(b);
				if (!awaiter.hasEnded()) {
					return new Observation(false, "B fails: waits for A");
				}
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null, "B fails: it is done, A pending",
						"B fails: raises " + outcome);
			});

	static final Fact CANCELLED_WAIT_CANCELS_NOBODY = new Fact("cancelled-wait-cancels-nobody",
			"Cancelling wait cancels no task", List.of(42), "One watcher that leaves stops what others watch too.",
			WaitForms.FIRST_COMPLETED, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				awaiter.cancel();
				probe.outcome(awaiter);
				return Observation.of(probe.runToTheirEnd(a, b), "both calls run on", "the calls are cancelled");
			});

	static final Fact COMPLETION_ORDER = new Fact("completion-order", "as_completed gives the fastest first",
			List.of(56), "The first result is there, and its reader waits for the slowest.", AsCompletedForms.ALL,
			(probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				probe.finish(b);
				probe.finish(a);
				Object value = probe.outcome(awaiter).value();
				return new Observation(List.of("B", "A").equals(value), "B ends first: " + value);
			});

	static final Fact AS_COMPLETED_TIMEOUT_CANCELS_NOBODY = new Fact("as-completed-timeout-cancels-nobody",
			"as_completed's limit cancels no task", List.of(57),
			"The late results, which would have filled the cache, are thrown away.", AsCompletedForms.ALL,
			(probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a);
				probe.outcome(awaiter);
				return Observation.of(probe.runToTheirEnd(a), "time is up: the call runs on",
						"time is up: the call is cancelled");
			});

	private WaitingFacts() {
	}

}
