package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.asynclab.asyncio.TimeoutError;
import dev.asynclab.notation.Sentence;

/**
 * Facts about {@code wait_for} and its time-out.
 */
final class TimeoutFacts {

	static final Fact TIMEOUT_STOPS_THE_WORK = new Fact("timeout-stops-the-work", "A time-out stops the work",
			List.of(45), "Every time-out leaves behind a thread that still works: a slow backend fills the pool.",
			WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a);
				probe.outcome(awaiter);
				return Observation.of(!probe.runToTheirEnd(a), Sentence.of("seen.work-stopped", "the work is stopped"),
						Sentence.of("seen.work-runs-on", "the work runs on to its end"));
			});

	static final Fact TIMEOUT_WAITS_FOR_CLEAN_UP = new Fact("timeout-waits-for-clean-up",
			"A time-out waits for the clean-up", List.of(45),
			"The retry starts while the first try still holds its lock.", WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a.cleansUp());
				probe.awaitCancellation(awaiter, a);
				return Observation.of(!awaiter.hasEnded(),
						Sentence.of("seen.raised-after-clean-up", "raised when the clean-up has ended"),
						probe.wasAskedToStop(a)
								? Sentence.of("seen.raised-during-clean-up", "raised during the clean-up")
								: Sentence.of("seen.raised-work-runs-on", "raised, and the work runs on"));
			});

	static final Fact TIMEOUT_IS_AN_ERROR = new Fact("timeout-is-an-error", "A time-out is no cancellation",
			List.of(45, 52),
			"Code that handles both alike retries what its caller has given up, or gives up what it should retry.",
			WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				AwaiterOutcome outcome = probe.outcome(probe.start(a));
				boolean timeout = outcome.cause() instanceof TimeoutException
						|| outcome.cause() instanceof TimeoutError;
				return new Observation(timeout && !outcome.isCancelled(),
						Sentence.of("seen.raises", "raises {0}", outcome));
			});

	static final Fact TIMEOUT_CAN_BE_REFUSED = new Fact("timeout-can-be-refused", "A refused time-out gives the value",
			List.of(46), "Work that was done is reported as not done.", WaitForForms.ALL, (probe, a, _) -> {
				probe.timeOut();
				Awaiter awaiter = probe.start(a.cleansUp());
				probe.awaitCancellation(awaiter, a);
				a.returns();
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null,
						Sentence.of("seen.gets-value", "the awaiter gets the value"),
						Sentence.of("seen.value-lost", "the value is lost: {0}", outcome));
			});

	private TimeoutFacts() {
	}

}
