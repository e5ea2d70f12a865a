package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.TimeoutError;

/**
 * Facts about {@code wait_for} and its time-out.
 */
final class TimeoutFacts {

	static final Fact TIMEOUT_STOPS_THE_WORK = new Fact("timeout-stops-the-work", "A time-out stops the work",
			List.of(45), "Every time-out leaves a thread behind that still works: a slow backend fills the pool.",
			WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a);
				probe.outcome(awaiter);
				return Observation.of(!probe.runToTheirEnd(a), "the work is stopped", "the work runs on to its end");
			});

	static final Fact TIMEOUT_WAITS_FOR_CLEAN_UP = new Fact("timeout-waits-for-clean-up",
			"A time-out waits for the clean-up", List.of(45),
			"The retry starts while the first try still holds its lock.", WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a.cleansUp());
				probe.awaitCancellation(awaiter, a);
				return Observation.of(!awaiter.hasEnded(), "raised when the clean-up has ended",
						probe.wasAskedToStop(a) ? "raised during the clean-up" : "raised, and the work runs on");
			});

	static final Fact TIMEOUT_IS_AN_ERROR = new Fact("timeout-is-an-error", "A time-out is no cancellation",
			List.of(45, 52),
			"Code that handles both alike retries what its caller has given up, or gives up what it should retry.",
			WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				AwaiterOutcome outcome = probe.outcome(probe.start(a));
				boolean timeout = outcome.cause() instanceof TimeoutException
						|| outcome.cause() instanceof TimeoutError;
				return new Observation(timeout && !outcome.isCancelled(), "raises " + outcome);
			});

	static final Fact TIMEOUT_CAN_BE_REFUSED = new Fact("timeout-can-be-refused", "A refused time-out gives the value",
			List.of(46), "What was done after all is reported as not done.", WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a.cleansUp());
				probe.awaitCancellation(awaiter, a);
				a.returns();
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null, "the awaiter gets the value",
						"the value is lost: " + outcome);
			});

	private TimeoutFacts() {
	}

}
