package dev.asynclab.semantics.probe;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.asynclab.job.Style;
import dev.asynclab.notation.Sentence;
import dev.asynclab.semantics.probe.Forms.Form;
import dev.asynclab.semantics.probe.Measurement.Verdict;

/**
 * The facts, and how they are measured.
 */
public final class Facts {

	private static final Duration PACE = Duration.ofMillis(40);

	private static final List<Fact> ALL = List.of(GatherFacts.RESULTS_IN_ORDER, GatherFacts.FIRST_ERROR_AT_ONCE,
			GatherFacts.SIBLINGS_RUN_ON, GatherFacts.ERRORS_AS_VALUES, GatherFacts.ERROR_IS_NOT_WRAPPED,
			CancellationFacts.CANCEL_REACHES_CHILDREN, GatherFacts.GIVEN_TWICE_RUNS_ONCE, GatherFacts.ALL_START_AT_ONCE,
			ThreadFacts.BLOCKING_DELAYS_OTHERS, ThreadFacts.TO_THREAD_FREES_THE_LOOP, ThreadFacts.CONTEXT_CARRIED_OVER,
			WaitingFacts.LATE_ERROR_REPORTED, CancellationFacts.CANCEL_STOPS_THE_WORK,
			CancellationFacts.CANCELLED_BEFORE_START, CancellationFacts.CANCEL_WAITS_FOR_CLEAN_UP,
			CancellationFacts.CANCEL_CAN_BE_REFUSED, TimeoutFacts.TIMEOUT_STOPS_THE_WORK,
			TimeoutFacts.TIMEOUT_WAITS_FOR_CLEAN_UP, TimeoutFacts.TIMEOUT_IS_AN_ERROR,
			TimeoutFacts.TIMEOUT_CAN_BE_REFUSED, CancellationFacts.CANCELLED_WAIT_FOR_WAITS,
			GroupFacts.GROUP_CANCELS_SIBLINGS, GroupFacts.GROUP_WAITS_FOR_ALL, GroupFacts.GROUP_REPORTS_ALL_ERRORS,
			GroupFacts.GROUP_OUTLIVES_CANCELLED_CHILD, WaitingFacts.WAIT_CANCELS_NOBODY,
			WaitingFacts.WAIT_RAISES_NOTHING, WaitingFacts.CANCELLED_WAIT_CANCELS_NOBODY, WaitingFacts.COMPLETION_ORDER,
			WaitingFacts.AS_COMPLETED_TIMEOUT_CANCELS_NOBODY, CancellationFacts.SHIELDED_WORK_RUNS_ON,
			CancellationFacts.RUN_CANCELS_THE_REST, ClusterFacts.WORK_DONE_ONCE, ClusterFacts.AWAITER_IS_ANSWERED);

	private Facts() {
	}

	/**
	 * Returns what all facts say, in the order of the table.
	 * @return the statements
	 */
	public static List<Statement> statements() {
		return ALL.stream().map(Fact::statement).toList();
	}

	/**
	 * Measures the usual idiom.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @param cluster where tasks run in a style whose tasks run elsewhere
	 * @return what was seen; an error of the probe is an {@link Verdict#UNKNOWN}
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Measurement measureIdiom(Statement statement, Style style, ClusterCalls cluster)
			throws InterruptedException {
		Fact fact = fact(statement);
		return measure(fact, style, fact.forms().in(style).idiom(), Duration.ZERO, cluster);
	}

	/**
	 * Measures the lesson class.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @param cluster where tasks run in a style whose tasks run elsewhere
	 * @return what was seen; an error of the probe is an {@link Verdict#UNKNOWN}
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Measurement measureLesson(Statement statement, Style style, ClusterCalls cluster)
			throws InterruptedException {
		Fact fact = fact(statement);
		return measure(fact, style, fact.forms().in(style).lesson(), Duration.ZERO, cluster);
	}

	/**
	 * Measures the usual idiom, and lets time pass after each step, so that it can be
	 * drawn.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @param cluster where tasks run in a style whose tasks run elsewhere
	 * @return what was seen, with its timeline, as of {@link #measureIdiom}
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Measurement drawIdiom(Statement statement, Style style, ClusterCalls cluster)
			throws InterruptedException {
		// What runs for the first time is slow.
		measureIdiom(statement, style, cluster);
		Fact fact = fact(statement);
		return measure(fact, style, fact.forms().in(style).idiom(), PACE, cluster);
	}

	/**
	 * Measures the lesson class, and lets time pass after each step, so that it can be
	 * drawn.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @param cluster where tasks run in a style whose tasks run elsewhere
	 * @return what was seen, with its timeline, as of {@link #measureLesson}
	 * @throws InterruptedException if the thread is interrupted
	 */
	public static Measurement drawLesson(Statement statement, Style style, ClusterCalls cluster)
			throws InterruptedException {
		// What runs for the first time is slow.
		measureLesson(statement, style, cluster);
		Fact fact = fact(statement);
		return measure(fact, style, fact.forms().in(style).lesson(), PACE, cluster);
	}

	private static Fact fact(Statement statement) {
		return ALL.stream().filter((fact) -> fact.statement().equals(statement)).findFirst().orElseThrow();
	}

	private static Measurement measure(Fact fact, Style style, Form form, Duration pace, ClusterCalls cluster)
			throws InterruptedException {
		if (form.start() == null) {
			return new Measurement(form.name(), Verdict.NONE, Sentence.of("seen.none", "the style has none"));
		}
		try (FactProbe probe = new FactProbe(form.start(), pace, style.isDistributed() ? cluster : null)) {
			Observation observation = fact.observer().observe(probe, probe.call("A"), probe.call("B"));
			return new Measurement(form.name(), observation.holds() ? Verdict.YES : Verdict.NO, observation.seen(),
					pace.isZero() ? null : probe.track(form.name()));
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (TimeoutException ex) {
			return new Measurement(form.name(), Verdict.UNKNOWN,
					Sentence.of("seen.nothing-happened", "nothing happened for 20 s"));
		}
		catch (Exception ex) {
			return new Measurement(form.name(), Verdict.UNKNOWN,
					Sentence.of("seen.probe-failed", "the probe failed: {0}", ex));
		}
	}

}
