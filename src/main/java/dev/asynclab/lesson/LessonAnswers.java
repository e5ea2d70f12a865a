package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.Answer;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import dev.asynclab.problem.UnsupportedCombinationException;
import dev.asynclab.timeline.Report;
import org.jspecify.annotations.Nullable;

import org.springframework.stereotype.Component;
import org.springframework.web.context.request.RequestContextHolder;
import org.springframework.web.context.request.ServletRequestAttributes;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Reads the requests for lessons, and answers them with runs. If the client hangs up and
 * this is noticed, its run is cancelled.
 */
@Component
public class LessonAnswers {

	private final Lessons lessons;

	private final Limits limits;

	LessonAnswers(Lessons lessons, Limits limits) {
		this.lessons = lessons;
		this.limits = limits;
	}

	/**
	 * Creates the plan that a request describes.
	 * @param concept the requested concept
	 * @param jobs the requested jobs
	 * @param style the requested style
	 * @return the plan
	 * @throws BadParameterException if a parameter is out of bounds
	 */
	public Plan plan(Concept concept, JobParameters jobs, Style style) {
		requireStyle(concept, style);
		return new Plan(concept, jobs.jobs(this.limits), style, (jobs.job() != null) ? "job" : "delay");
	}

	/**
	 * Creates the plan of a request that has one job.
	 * @param concept the requested concept
	 * @param name the name of the job
	 * @param delay the requested delay
	 * @param style the requested style
	 * @return the plan
	 * @throws BadParameterException if the delay is out of bounds
	 */
	public Plan plan(Concept concept, String name, Duration delay, Style style) {
		requireStyle(concept, style);
		bounded("delay", delay);
		return new Plan(concept, List.of(new Job(name, delay, Job.Outcome.OK)), style, "delay");
	}

	/**
	 * Refuses a style that has no lesson class for a concept.
	 * @param concept the concept
	 * @param style the requested style
	 * @throws UnsupportedCombinationException if the style has none
	 */
	public static void requireStyle(Concept concept, Style style) {
		concept.gap(style).ifPresent((gap) -> {
			throw new UnsupportedCombinationException(gap.reason(), gap.nearest());
		});
	}

	/**
	 * Checks a duration that a lesson takes in addition to its jobs.
	 * @param parameter the name of the parameter
	 * @param duration the requested duration
	 * @return the same duration
	 * @throws BadParameterException if it is negative, or longer than a job may take
	 */
	public Duration bounded(String parameter, Duration duration) {
		return Bounds.requireBetween(parameter, duration, Duration.ZERO, this.limits.delay());
	}

	/**
	 * Checks a time-out, which may be as long as a run.
	 * @param timeout the requested time-out
	 * @return the same time-out
	 * @throws BadParameterException if it is negative or too long
	 */
	public Duration timeout(Duration timeout) {
		return Bounds.requireBetween("timeout", timeout, Duration.ZERO, this.limits.runTime());
	}

	/**
	 * Answers a request with a run: with its report when the run has ended, or with its
	 * events as they happen.
	 * @param lesson the lesson
	 * @param plan the plan to run
	 * @return the answer; its run starts when the format of the answer is known
	 */
	public Answer<Report> answer(Lesson lesson, Plan plan) {
		Plan asked = plan.askedBy(currentPath());
		return (listener) -> this.lessons.start(lesson, asked, listener::accept);
	}

	// It stands in a command between single quotes.
	private static @Nullable String currentPath() {
		return (RequestContextHolder.getRequestAttributes() instanceof ServletRequestAttributes current)
				? UriComponentsBuilder.fromPath(current.getRequest().getRequestURI())
					.query(current.getRequest().getQueryString())
					.replaceQueryParam("format", "text")
					.build()
					.toUriString()
					.replace("'", "%27")
				: null;
	}

}
