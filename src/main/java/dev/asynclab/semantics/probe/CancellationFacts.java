package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.notation.Sentence;

/**
 * Facts about cancelling a task, and about the code that awaits it.
 */
final class CancellationFacts {

	static final Fact CANCEL_REACHES_CHILDREN = new Fact("cancel-reaches-children",
			"Cancelling gather reaches every child", List.of(28),
			"The client has hung up, and all its calls still load the backend.", GatherForms.ALL, (probe, a, b) -> {
				probe.cancel(probe.start(a, b));
				return Observation.of(probe.areCancelled(a, b),
						Sentence.of("seen.both-stopped", "both calls are stopped"),
						Sentence.of("seen.calls-run-on", "the calls run on"));
			});

	static final Fact CANCEL_STOPS_THE_WORK = new Fact("cancel-stops-the-work", "Cancelling a task stops its work",
			List.of(13, 21),
			"A cancelled future looks cancelled, and its thread works on until the call ends by itself.",
			CreateTaskForms.ONE, (probe, a, _) -> {
				probe.cancel(probe.start(a));
				return Observation.of(probe.areCancelled(a), Sentence.of("seen.work-stopped", "the work is stopped"),
						Sentence.of("seen.work-runs-on", "the work runs on to its end"));
			});

	static final Fact CANCELLED_BEFORE_START = new Fact("cancelled-before-start",
			"Cancelled before start: it never runs", List.of(14),
			"Work is still done when its turn comes, although its caller has gone.", GatherForms.ONE_AT_A_TIME,
			(probe, a, b) -> {
				Awaiter awaiter = probe.start(a, b);
				// Virtual threads that wait for a permit have no order.
				boolean inOrder = a.starts() > 0;
				ProbeCall running = inOrder ? a : b;
				ProbeCall waiting = inOrder ? b : a;
				probe.cancel(awaiter);
				probe.settle();
				probe.finish(running);
				return Observation.of(waiting.starts() == 0, Sentence.of("seen.never-runs", "it never runs"),
						Sentence.of("seen.runs-later", "it runs when its turn comes"));
			});

	static final Fact CANCEL_WAITS_FOR_CLEAN_UP = new Fact("cancel-waits-for-clean-up",
			"A cancelled task ends after clean-up", List.of(13, 18, 21),
			"The connection is used again while the task that was cancelled still rolls back on it.",
			CreateTaskForms.ONE, (probe, a, _) -> {
				Awaiter awaiter = probe.start(a.cleansUp());
				awaiter.cancel();
				probe.awaitCancellation(awaiter, a);
				return Observation.of(!awaiter.hasEnded(),
						Sentence.of("seen.ended-after-clean-up", "it ends after the clean-up"),
						probe.wasAskedToStop(a)
								? Sentence.of("seen.leaves-during-clean-up", "the awaiter leaves during the clean-up")
								: Sentence.of("seen.leaves-work-runs-on", "the awaiter leaves, the work runs on"));
			});

	static final Fact CANCEL_CAN_BE_REFUSED = new Fact("cancel-can-be-refused", "A task can refuse to be cancelled",
			List.of(13, 16), "A payment that can no longer be stopped is recorded as cancelled.", CreateTaskForms.ONE,
			(probe, a, _) -> {
				Awaiter awaiter = probe.start(a.cleansUp());
				awaiter.cancel();
				probe.awaitCancellation(awaiter, a);
				a.returns();
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null,
						Sentence.of("seen.gets-value", "the awaiter gets the value"),
						Sentence.of("seen.value-lost", "the value is lost: {0}", outcome));
			});

	static final Fact CANCELLED_WAIT_FOR_WAITS = new Fact("cancelled-wait-for-waits",
			"Cancelling wait_for waits as well", List.of(48),
			"A shutdown goes on while the calls that it cancelled still use the resources that it closes.",
			WaitForForms.ALL, (probe, a, _) -> {
				Awaiter awaiter = probe.start(a.cleansUp());
				probe.awaitStart(a);
				awaiter.cancel();
				probe.awaitCancellation(awaiter, a);
				return Observation.of(!awaiter.hasEnded(),
						Sentence.of("seen.ended-after-clean-up", "it ends after the clean-up"),
						probe.wasAskedToStop(a)
								? Sentence.of("seen.leaves-during-clean-up", "the awaiter leaves during the clean-up")
								: Sentence.of("seen.leaves-work-runs-on", "the awaiter leaves, the work runs on"));
			});

	static final Fact SHIELDED_WORK_RUNS_ON = new Fact("shielded-work-runs-on", "Shielded work outlives its awaiter",
			List.of(59), "A client that hangs up undoes work that must be done in any case.", ShieldForms.ALL,
			(probe, a, _) -> {
				boolean left = probe.cancel(probe.start(a)).isCancelled();
				boolean ran = probe.runToTheirEnd(a);
				return Observation.of(left && ran,
						Sentence.of("seen.leaves-work-runs-on", "the awaiter leaves, the work runs on"),
						Sentence.of("seen.work-cancelled", "the work is cancelled too"));
			});

	static final Fact RUN_CANCELS_THE_REST = new Fact("run-cancels-the-rest", "run cancels what main leaves behind",
			List.of(3), "The program does not end, or it ends in the middle of work that was never told to stop.",
			RunForms.ALL, (probe, a, b) -> {
				probe.start(a, b);
				probe.finish(b);
				return Observation.of(probe.areCancelled(a),
						Sentence.of("seen.rest-cancelled", "main ends: the other tasks are cancelled"),
						Sentence.of("seen.rest-runs-on", "main ends: the other tasks run on"));
			});

	private CancellationFacts() {
	}

}
