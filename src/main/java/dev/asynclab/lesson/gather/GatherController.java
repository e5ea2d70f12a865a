package dev.asynclab.lesson.gather;

import java.util.Optional;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/gather}.
 */
@RestController
@Order(50)
@Tag(name = GatherController.NAME)
class GatherController extends LessonController {

	static final String NAME = "gather";

	GatherController(LessonAnswers answers) {
		super(NAME, "Awaits several tasks at once: results in the order of the arguments.", answers);
	}

	@Override
	public Optional<Lesson> comparable() {
		return Optional.of(new GatherLesson(false, null));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.gather: many at once, results in argument order", description = """
			All jobs run at once, and the results come in argument order. The first error is raised at once while
			the siblings run on: give one job `:fail` and compare `result.atMs` with `wallMs`. With
			`returnExceptions=true` errors are values, and gather waits for all. `count=100&delay=1s` in style
			`async-pool` shows the pool's queue; `webclient` and `virtual-thread` have none.""")
	Answer<Report> gather(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(description = "Takes errors as values: `return_exceptions=True`.") @RequestParam(
					defaultValue = "false") boolean returnExceptions,
			@Parameter(description = "How many run at once, at least 1; all unless given.") @RequestParam(
					required = false) @Nullable Integer limit) {
		return answer(lesson(returnExceptions, limit), jobs, style);
	}

	private GatherLesson lesson(boolean returnExceptions, @Nullable Integer limit) {
		if (limit != null && limit < 1) {
			throw new BadParameterException("limit", limit, Sentence.of("allowed.at-least", "at least {0}", 1));
		}
		return new GatherLesson(returnExceptions, limit);
	}

}
