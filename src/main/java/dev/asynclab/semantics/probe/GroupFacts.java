package dev.asynclab.semantics.probe;

import java.util.List;

import dev.asynclab.notation.Sentence;

/**
 * Facts about {@code TaskGroup}.
 */
final class GroupFacts {

	static final Fact GROUP_CANCELS_SIBLINGS = new Fact("group-cancels-siblings",
			"In a group an error cancels the rest", List.of(33),
			"Work goes on although its result is no longer needed, and the error waits for it.", TaskGroupForms.ALL,
			(probe, a, b) -> {
				probe.start(a, b);
				probe.fail(b);
				return Observation.of(probe.areCancelled(a), Sentence.of("seen.a-cancelled", "B fails: A is cancelled"),
						Sentence.of("seen.a-runs-to-end", "B fails: A runs on to its end"));
			});

	static final Fact GROUP_WAITS_FOR_ALL = new Fact("group-waits-for-all", "A group ends when all have ended",
			List.of(32, 33), "Tasks outlive the block that started them, and use resources that it has closed.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a.cleansUp(), b);
				probe.fail(b);
				return Observation.of(!awaiter.hasEnded(),
						Sentence.of("seen.raised-after-a", "raised when A has ended"),
						Sentence.of("seen.raised-during-a", "raised while A still runs"));
			});

	static final Fact GROUP_REPORTS_ALL_ERRORS = new Fact("group-reports-all-errors", "A group reports every error",
			List.of(33, 34), "You see only one of two errors, perhaps the one that the other caused.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				Awaiter awaiter = probe.start(a.cleansUp(), b);
				probe.fail(b);
				a.raises();
				List<String> failures = probe.outcome(awaiter).failures();
				return new Observation(failures.containsAll(List.of("A failed", "B failed")), Sentence
					.of("seen.both-fail", "both fail, raised: {0}", failures.stream().sorted().distinct().toList()));
			});

	static final Fact GROUP_OUTLIVES_CANCELLED_CHILD = new Fact("group-outlives-cancelled-child",
			"A cancelled child fails no group", List.of(35), "Cancelling one task of many stops them all.",
			TaskGroupForms.ALL, (probe, a, b) -> {
				probe.start(a, b);
				b.endsCancelled();
				probe.awaitEnd(b);
				return Observation.of(probe.runToTheirEnd(a),
						Sentence.of("seen.b-cancelled-a-runs", "B is cancelled: A runs on"),
						Sentence.of("seen.b-cancelled-a-too", "B is cancelled: A is too"));
			});

	private GroupFacts() {
	}

}
