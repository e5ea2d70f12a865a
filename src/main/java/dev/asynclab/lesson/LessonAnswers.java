package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.EventStream;
import dev.asynclab.answer.LateAnswer;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import dev.asynclab.timeline.LogEntry;
import dev.asynclab.timeline.Report;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.codec.ServerSentEvent;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * Answers a request with a run: with its report when it has ended, or with its events as
 * they happen. A client that is seen to hang up cancels the run.
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
	 * @param jobs the request's jobs
	 * @param style the request's style
	 * @return the plan
	 * @throws BadParameterException if a parameter is out of bounds
	 */
	public Plan plan(JobParameters jobs, Style style) {
		return new Plan(jobs.jobs(this.limits), style, (jobs.job() != null) ? "job" : "delay");
	}

	/**
	 * Reads the plan of a request that has one job.
	 * @param name the job's name
	 * @param delay the request's delay
	 * @param style the request's style
	 * @return the plan
	 * @throws BadParameterException if the delay is out of bounds
	 */
	public Plan plan(String name, Duration delay, Style style) {
		bounded("delay", delay);
		return new Plan(List.of(new Job(name, delay, Job.Outcome.OK)), style, "delay");
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
	 * The report of a run. Over HTTP/2 a client that hangs up cancels the run; over
	 * HTTP/1.1 nobody notices, and the run goes on to its end, which is bounded.
	 * @param lesson the lesson
	 * @param plan what to run
	 * @return the report, when the last task has ended
	 */
	public DeferredResult<Report> report(Lesson lesson, Plan plan) {
		RunningLesson running = this.lessons.start(lesson, plan, (_) -> {
		});
		return LateAnswer.of(running.report(), running::cancel);
	}

	/**
	 * The entries of a run's log as they happen, then its report as the event
	 * {@code report}. A comment every 500 ms lets Tomcat notice that the client has hung
	 * up, which cancels the run.
	 * @param lesson the lesson
	 * @param plan what to run
	 * @return the events
	 */
	public Flux<ServerSentEvent<Object>> events(Lesson lesson, Plan plan) {
		Sinks.Many<LogEntry> entries = Sinks.many().unicast().onBackpressureBuffer();
		RunningLesson running = this.lessons.start(lesson, plan, entries::tryEmitNext);
		return EventStream.of(entries, running.report(), running::cancel);
	}

}
