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

import org.springframework.stereotype.Component;

/**
 * Reads the requests for lessons, and answers them with runs. A client that is seen to
 * hang up cancels its run.
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
	 * Reads the plan that a request describes.
	 * @param concept what it asks for
	 * @param jobs the request's jobs
	 * @param style the request's style
	 * @return the plan
	 * @throws BadParameterException if a parameter is out of bounds
	 */
	public Plan plan(Concept concept, JobParameters jobs, Style style) {
		requireStyle(concept, style);
		return new Plan(concept, jobs.jobs(this.limits), style, (jobs.job() != null) ? "job" : "delay");
	}

	/**
	 * Reads the plan of a request that has one job.
	 * @param concept what it asks for
	 * @param name the job's name
	 * @param delay the request's delay
	 * @param style the request's style
	 * @return the plan
	 * @throws BadParameterException if the delay is out of bounds
	 */
	public Plan plan(Concept concept, String name, Duration delay, Style style) {
		requireStyle(concept, style);
		bounded("delay", delay);
		return new Plan(concept, List.of(new Job(name, delay, Job.Outcome.OK)), style, "delay");
	}

	/**
	 * Refuses a style that has no lesson class of a concept.
	 * @param concept the concept
	 * @param style the request's style
	 * @throws UnsupportedCombinationException if there is none
	 */
	public static void requireStyle(Concept concept, Style style) {
		concept.gap(style).ifPresent((gap) -> {
			throw new UnsupportedCombinationException(gap.reason(), gap.nearest());
		});
	}

	/**
	 * Checks a duration that a lesson takes beside its jobs.
	 * @param parameter the parameter's name
	 * @param duration the request's duration
	 * @return the duration
	 * @throws BadParameterException if it is negative, or longer than a job may take
	 */
	public Duration bounded(String parameter, Duration duration) {
		return Bounds.requireBetween(parameter, duration, Duration.ZERO, this.limits.delay());
	}

	/**
	 * Reads a time limit of a request, which may be as long as a run.
	 * @param timeout the request's {@code timeout}
	 * @return the same
	 * @throws BadParameterException if it is negative or too long
	 */
	public Duration timeout(Duration timeout) {
		return Bounds.requireBetween("timeout", timeout, Duration.ZERO, this.limits.runTime());
	}

	/**
	 * Answers with a run: with its report when it has ended, or with its events as they
	 * happen.
	 * @param lesson the lesson
	 * @param plan what to run
	 * @return the answer, whose run starts when it is known how to tell it
	 */
	public Answer<Report> answer(Lesson lesson, Plan plan) {
		return (listener) -> this.lessons.start(lesson, plan, listener::accept);
	}

}
