package dev.asynclab.lesson.sequential;

import java.util.Optional;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Concept;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/sequential}.
 */
@RestController
@Order(30)
@Tag(name = SequentialController.NAME)
class SequentialController implements Concept {

	static final String NAME = "sequential";

	private final LessonAnswers answers;

	SequentialController(LessonAnswers answers) {
		this.answers = answers;
	}

	@Override
	public String name() {
		return NAME;
	}

	@Override
	public String description() {
		return "Awaits one job after the other: the delays add up.";
	}

	@Override
	public Optional<Lesson> comparable() {
		return Optional.of(new SequentialLesson());
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "Await one after the other", description = """
			Each job starts when the one before has ended: nothing overlaps, and the wall time is the sum. What
			comes after a failure never starts. Compare it with create-task, which starts all of them first.""")
	Answer<Report> sequential(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.answer(new SequentialLesson(), this.answers.plan(this, jobs, style));
	}

}
