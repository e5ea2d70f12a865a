package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.notation.Sentence;

/**
 * Facts about what happens when the process dies that runs a task. Where tasks run in the
 * process of their awaiter, nothing of the kind can happen.
 */
final class ClusterFacts {

	static final Fact WORK_DONE_ONCE = new Fact("work-done-once", "The work of a task is done once", List.of(24),
			"A payment is made twice: the worker died after the work, and before its answer.", CreateTaskForms.ONE,
			(probe, a, _) -> {
				probe.start(a);
				loseWorker(probe, a);
				probe.finish(a);
				return Observation.of(a.starts() == 1, Sentence.of("seen.runs-once", "it runs once"),
						Sentence.of("seen.runs-twice", "its worker dies, and it runs again elsewhere"));
			});

	static final Fact AWAITER_IS_ANSWERED = new Fact("awaiter-is-answered", "The awaiting task gets an answer",
			List.of(1), "A machine dies, and the code that awaits its tasks waits forever.", CreateTaskForms.ONE,
			(probe, a, _) -> {
				Awaiter awaiter = probe.start(a);
				boolean died = loseWorker(probe, a);
				probe.finish(a);
				AwaiterOutcome outcome = probe.outcome(awaiter);
				return Observation.of(outcome.error() == null,
						died ? Sentence.of("seen.value-after-death", "its worker dies: the value comes from another")
								: Sentence.of("seen.gets-value", "the awaiter gets the value"),
						Sentence.of("seen.value-lost", "the value is lost: {0}", outcome));
			});

	private ClusterFacts() {
	}

	// Returns whether a worker has died.
	private static boolean loseWorker(FactProbe probe, ProbeCall call) throws Exception {
		boolean died = probe.loseWorker();
		if (died) {
			Activity.await(call.startedAgain());
		}
		return died;
	}

}
