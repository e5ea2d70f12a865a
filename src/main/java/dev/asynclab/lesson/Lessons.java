package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongFunction;
import java.util.function.Supplier;

import dev.asynclab.admission.Admission;
import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.admission.Limits;
import dev.asynclab.admission.RunningWork;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.answer.Running;
import dev.asynclab.job.JobStarter;
import dev.asynclab.job.JobStarters;
import dev.asynclab.job.Style;
import dev.asynclab.load.Experiments;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.ProblemException;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.Report;
import dev.asynclab.timeline.Timeline;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;

/**
 * Runs lessons: checks their bounds, records them, and waits until their last task has
 * ended.
 */
@Component
public class Lessons {

	private final Limits limits;

	private final Admission admission;

	private final Run.Environment environment;

	private final OwnServer server;

	private final RunningWork work;

	private final Experiments experiments;

	Lessons(Limits limits, Admission admission, Run.Environment environment, OwnServer server, RunningWork work,
			Experiments experiments) {
		this.experiments = experiments;
		this.limits = limits;
		this.admission = admission;
		this.environment = environment;
		this.server = server;
		this.work = work;
	}

	/**
	 * Admits a run and starts it.
	 * @param lesson the lesson
	 * @param plan the jobs, and the style
	 * @param listener is told of each log entry as it is made
	 * @return the run that was started
	 * @throws BadParameterException if the run would take too long, or block the event
	 * loop for too long
	 * @throws dev.asynclab.problem.TooBusyException if there is no room for the run now
	 */
	public Running<Report> start(Lesson lesson, Plan plan, Consumer<LogEntry> listener) {
		Permit places = admit(lesson, plan, List.of(plan.style()));
		try {
			Running<Report> running = startAdmitted(lesson, plan, listener);
			running.report().whenComplete((_, _) -> places.close());
			return running;
		}
		catch (RuntimeException | Error ex) {
			places.close();
			throw ex;
		}
	}

	/**
	 * Reserves the places for a run, or for several runs one after the other.
	 * @param lesson the lesson
	 * @param plan the jobs
	 * @param styles the styles in which they run
	 * @return the places
	 * @throws BadParameterException if a run would take too long, or block the event loop
	 * for too long
	 * @throws dev.asynclab.problem.TooBusyException if there is no room for the run now
	 */
	public Permit admit(Lesson lesson, Plan plan, List<Style> styles) {
		styles.forEach((style) -> requireBounded(lesson, plan.in(style)));
		return this.admission.admit(plan.jobs().size(), lesson.blocksEventLoop(plan)
				&& styles.stream().map(starters()::of).anyMatch(JobStarter::sharesEventLoop));
	}

	private void requireBounded(Lesson lesson, Plan plan) {
		int concurrency = Math.min(lesson.concurrency(plan), capacity(plan));
		requireAtMost(this.limits.runTime(), plan.idealTime(concurrency), plan.parameter(),
				(ms) -> Sentence.of("given.run-time", "the run would take {0} ms", ms));
		if (plan.style().hasEventLoop() && lesson.blocksEventLoop(plan)) {
			requireAtMost(this.limits.blockTime(), plan.blockTime(), plan.parameter(),
					(ms) -> Sentence.of("given.block-time", "the run would block the event loop for {0} ms", ms));
		}
	}

	private int capacity(Plan plan) {
		return plan.capacity(starters().of(plan.style()).capacity());
	}

	private JobStarters starters() {
		return this.environment.starters();
	}

	private static void requireAtMost(Duration bound, Duration predicted, String parameter,
			LongFunction<Sentence> value) {
		if (predicted.compareTo(bound) > 0) {
			throw new BadParameterException(parameter, value.apply(predicted.toMillis()),
					Sentence.of("allowed.time", "at most {0} ms in all", bound.toMillis()));
		}
	}

	/**
	 * Starts a run whose places are already reserved.
	 * @param lesson the lesson
	 * @param plan the jobs, and the style
	 * @param listener is told of each log entry as it is made
	 * @return the run that was started
	 */
	public Running<Report> startAdmitted(Lesson lesson, Plan plan, Consumer<LogEntry> listener) {
		CompletableFuture<?> ready = starters().of(plan.style()).ready().copy();
		if (ready.isDone() && !ready.isCompletedExceptionally()) {
			return startNow(lesson, plan, listener);
		}
		CompletableFuture<Running<Report>> started = ready.thenApply((_) -> startNow(lesson, plan, listener));
		return new Running<>(started.thenCompose(Running::report), () -> {
			ready.cancel(false);
			started.thenAccept(Running::cancel);
		});
	}

	private Running<Report> startNow(Lesson lesson, Plan plan, Consumer<LogEntry> listener) {
		Supplier<@Nullable String> beside = this.experiments.beside();
		Recorder recorder = new Recorder(System::nanoTime);
		recorder.onEntry(listener);
		Run run = new Run(plan, recorder, this.environment);
		CompletableFuture<?> settled = start(run, lesson).handle((value, error) -> {
			record(recorder, value, error);
			return run.settled();
		}).thenCompose((tasks) -> tasks);
		settled.copy().orTimeout(this.limits.runTime().toMillis(), TimeUnit.MILLISECONDS).whenComplete((_, tooLate) -> {
			if (tooLate != null) {
				run.cancel();
			}
		});
		Running<Report> running = new Running<Report>(settled.thenApply((_) -> {
			run.close();
			ProblemException refusal = run.refusal();
			if (refusal != null) {
				throw refusal;
			}
			run.recordLoops(recorder);
			return report(lesson, plan, recorder.timeline(), beside.get());
		}), run::cancel);
		this.work.track(plan.concept().name() + " (" + plan.style().id() + ")", running.report(), running::cancel);
		return running;
	}

	private Report report(Lesson lesson, Plan plan, Timeline timeline, @Nullable String beside) {
		Lesson.Caption caption = lesson.caption(plan, timeline.peakConcurrency());
		return Report.of(plan.concept().name(), plan.style().id(), "http", timeline, caption.python(), caption.lesson(),
				Findings.of(lesson, plan, capacity(plan), beside, timeline, this.server::curl),
				this.server.curl(caption.next()));
	}

	private static CompletableFuture<?> start(Run run, Lesson lesson) {
		try {
			return run.start(lesson);
		}
		catch (RuntimeException ex) {
			return CompletableFuture.failedFuture(ex);
		}
	}

	private static void record(Recorder recorder, @Nullable Object value, @Nullable Throwable error) {
		Throwable cause = error;
		while ((cause instanceof CompletionException || cause instanceof ExecutionException)
				&& cause.getCause() != null) {
			cause = cause.getCause();
		}
		switch (cause) {
			case null -> recorder.returned(value);
			case CancellationException ex -> recorder.cancelled();
			case Throwable ex -> recorder.raised(ex);
		}
	}

}
