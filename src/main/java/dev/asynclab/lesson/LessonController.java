package dev.asynclab.lesson;

import java.util.Optional;
import java.util.function.Supplier;

import dev.asynclab.answer.Answer;
import dev.asynclab.job.Style;
import dev.asynclab.openapi.Tags;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/**
 * The endpoint of one concept.
 */
@Tag(name = Tags.LEARN)
public abstract class LessonController implements Concept {

	private final String name;

	private final String description;

	private final LessonAnswers answers;

	private final @Nullable Supplier<Lesson> comparable;

	/**
	 * Creates the endpoint of a concept that can't be compared.
	 * @param name the name of the concept, in kebab-case
	 * @param description what the concept does, in one sentence
	 * @param answers reads the requests and runs the lessons
	 */
	protected LessonController(String name, String description, LessonAnswers answers) {
		this(name, description, answers, null);
	}

	/**
	 * Creates the endpoint of a concept.
	 * @param name the name of the concept, in kebab-case
	 * @param description what the concept does, in one sentence
	 * @param answers reads the requests and runs the lessons
	 * @param comparable makes the lesson with default options, if the concept can be
	 * compared
	 */
	protected LessonController(String name, String description, LessonAnswers answers,
			@Nullable Supplier<Lesson> comparable) {
		this.name = name;
		this.description = description;
		this.answers = answers;
		this.comparable = comparable;
	}

	@Override
	public final String name() {
		return this.name;
	}

	@Override
	public final String description() {
		return this.description;
	}

	@Override
	public final Optional<Lesson> comparable() {
		return Optional.ofNullable(this.comparable).map(Supplier::get);
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
