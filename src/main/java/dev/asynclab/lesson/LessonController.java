package dev.asynclab.lesson;

import dev.asynclab.answer.Answer;
import dev.asynclab.job.Style;
import dev.asynclab.timeline.Report;

/**
 * The endpoint of one concept.
 */
public abstract class LessonController implements Concept {

	private final String name;

	private final String description;

	private final LessonAnswers answers;

	/**
	 * Creates the endpoint.
	 * @param name the concept's name, in kebab-case
	 * @param description what the concept does, in one sentence
	 * @param answers reads the requests and runs the lessons
	 */
	protected LessonController(String name, String description, LessonAnswers answers) {
		this.name = name;
		this.description = description;
		this.answers = answers;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final String description() {
		return this.description;
	}

	/**
	 * Returns the object that reads the requests and runs the lessons.
	 * @return the same object at each call
	 */
	protected final LessonAnswers answers() {
		return this.answers;
	}

	/**
	 * Answers a request with a run.
	 * @param lesson the lesson with the requested options
	 * @param jobs the requested jobs
	 * @param style the requested style
	 * @return the report, or the events of the run
	 * @throws dev.asynclab.problem.UnsupportedCombinationException if the style has no
	 * lesson class for this concept
	 * @throws dev.asynclab.problem.BadParameterException if the jobs are out of bounds
	 */
	protected final Answer<Report> answer(Lesson lesson, JobParameters jobs, Style style) {
		return this.answers.answer(lesson, this.answers.plan(this, jobs, style));
	}

}
