package dev.asynclab.lesson.gather;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
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
class GatherController extends LessonController {

	static final String NAME = "gather";

	GatherController(LessonAnswers answers) {
		super(NAME, "Awaits several tasks at once, and returns the results in argument order.", answers,
				() -> new GatherLesson(false, null));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.gather: many at once, results in argument order", description = """
			All jobs run at once, and the results come in argument order. The first error is raised at once while
			the other jobs run on: give one job `:fail` and compare `result.atMs` with `wallMs`. With
			`returnExceptions=true` gather waits for all jobs and returns errors instead of raising them. Try
			`count=100&delay=1s`: style `async-pool` shows how jobs wait in the queue of the pool; `webclient` and
			`virtual-thread` have no queue.""")
	Answer<Report> gather(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "async-pool") Style style,
			@Parameter(description = "Returns errors instead of raising them: `return_exceptions=True`.") @RequestParam(
					defaultValue = "false") boolean returnExceptions,
			@Parameter(
					description = "How many jobs run at a time at most, at least 1. By default all of them do.") @RequestParam(
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
