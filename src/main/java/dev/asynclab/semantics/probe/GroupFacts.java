package dev.asynclab.semantics.probe;

import java.util.List;

/**
 * Facts about {@code TaskGroup}.
 */
final class GroupFacts {

	static final Fact GROUP_CANCELS_SIBLINGS = new Fact("group-cancels-siblings",
			"In a group a failure cancels siblings", List.of(33),
			"Work goes on although its result is no longer needed, and the error waits for it.", TaskGroupForms.ALL,
			(probe, a, b) -> {
				probe.start(a, b);
				probe.fail(b);
				return Observation.of(probe.areCancelled(a), "B fails: A is cancelled",
						"B fails: A runs on to its end");
			});

	static final Fact GROUP_WAITS_FOR_ALL = new Fact("group-waits-for-all", "A group ends when all have ended",
			List.of(32, 33), "Tasks outlive the block that started them, and use what it has closed.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a.cleansUp(), b);
				probe.fail(b);
				return Observation.of(!awaiter.hasEnded(), "raised when A has ended",
						"raised while A is still at work");
			});

	static final Fact GROUP_REPORTS_ALL_ERRORS = new Fact("group-reports-all-errors", "A group reports every error",
			List.of(33, 34), "Of two errors one is seen, perhaps the one that only followed from the other.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a.cleansUp(), b);
				probe.fail(b);
				a.raises();
				List<String> failures = probe.outcome(awaiter).failures();
				return new Observation(failures.containsAll(List.of("A failed", "B failed")),
						"both fail, raised: " + failures.stream().sorted().distinct().toList());
			});

	static final Fact GROUP_OUTLIVES_CANCELLED_CHILD = new Fact("group-outlives-cancelled-child",
			"A cancelled child fails no group", List.of(35), "Cancelling one of many stops them all.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				probe.start(a, b);
				b.endsCancelled();
				probe.awaitEnd(b);
				return Observation.of(probe.runToTheirEnd(a), "B is cancelled: A runs on", "B is cancelled: so is A");
			});

	private GroupFacts() {
	}

}
