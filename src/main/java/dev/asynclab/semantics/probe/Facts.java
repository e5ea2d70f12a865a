package dev.asynclab.semantics.probe;

import java.util.List;
import java.util.concurrent.TimeoutException;

import dev.asynclab.job.Style;
import dev.asynclab.semantics.probe.Measurement.Answer;

/**
 * The facts, and how they are measured.
 */
public final class Facts {

	private static final List<Fact> ALL = List.of(new ResultsInOrder(), new FirstErrorAtOnce(), new SiblingsRunOn(),
			new ErrorsAsValues(), new ErrorIsNotWrapped(), new CancelReachesChildren(), new GivenTwiceRunsOnce(),
			new AllStartAtOnce(), new BlockingDelaysOthers(), new ToThreadFreesTheLoop(), new ContextCarriedOver(),
			new LateErrorReported(), new CancelStopsTheWork(), new CancelledBeforeStart(), new CancelWaitsForCleanUp(),
			new CancelCanBeRefused(), new TimeoutStopsTheWork(), new TimeoutWaitsForCleanUp(), new TimeoutIsAnError(),
			new TimeoutCanBeRefused(), new CancelledWaitForWaits(), new GroupCancelsSiblings(), new GroupWaitsForAll(),
			new GroupReportsAllErrors(), new GroupOutlivesCancelledChild(), new WaitCancelsNobody(),
			new WaitRaisesNothing(), new CancelledWaitCancelsNobody(), new CompletionOrder(),
			new AsCompletedTimeoutCancelsNobody(), new ShieldedWorkRunsOn(), new RunCancelsTheRest());

	private Facts() {
	}

	/**
	 * All facts, in the order of the table.
	 * @return what they say
	 */
	public static List<Statement> statements() {
		return ALL.stream().map(Fact::statement).toList();
	}

	/**
	 * Measures the usual idiom.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @return what was seen
	 * @throws InterruptedException if interrupted
	 */
	public static Measurement measureIdiom(Statement statement, Style style) throws InterruptedException {
		Fact fact = fact(statement);
		return measure(fact, fact.forms().in(style).idiom());
	}

	/**
	 * Measures the lesson class.
	 * @param statement one of {@link #statements}
	 * @param style the style
	 * @return what was seen
	 * @throws InterruptedException if interrupted
	 */
	public static Measurement measureLesson(Statement statement, Style style) throws InterruptedException {
		Fact fact = fact(statement);
		return measure(fact, fact.forms().in(style).lesson());
	}

	private static Fact fact(Statement statement) {
		return ALL.stream().filter((fact) -> fact.statement().id().equals(statement.id())).findFirst().orElseThrow();
	}

	private static Measurement measure(Fact fact, Form form) throws InterruptedException {
		if (form.start() == null) {
			return new Measurement(form.name(), Answer.NONE, "the style has none");
		}
		try (Probe probe = new Probe()) {
			Observation observation = fact.observe(probe, form);
			return new Measurement(form.name(), observation.holds() ? Answer.YES : Answer.NO, observation.seen());
		}
		catch (InterruptedException ex) {
			throw ex;
		}
		catch (TimeoutException ex) {
			return new Measurement(form.name(), Answer.UNKNOWN, "nothing happened for 20 s");
		}
		catch (Exception ex) {
			return new Measurement(form.name(), Answer.UNKNOWN, "the probe failed: " + ex);
		}
	}

}
