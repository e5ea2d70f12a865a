package dev.asynclab.lesson.shield;

import java.time.Duration;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/shield}.
 */
@RestController
@Order(110)
class ShieldController extends LessonController {

	static final String NAME = "shield";

	ShieldController(LessonAnswers answers) {
		super(NAME, "Cancels the awaiting task, while the work goes on.", answers,
				() -> new ShieldLesson(Duration.ofMillis(500)));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.shield: the awaiter is cancelled, the work is not", description = """
			Starts every job and awaits each in order behind a shield. After `cancelAfter` the awaiting task is
			cancelled, and its wait ends at once: `result.status` is `cancelled`, while every shielded task runs
			to its end and none is asked to stop. If `cancelAfter` is longer than the jobs, the values come as
			they would without a shield.""")
	Answer<Report> shield(@ParameterObject JobParameters jobs,
			@Parameter(description = "When the awaiting task is cancelled.") @RequestParam(
					defaultValue = "500ms") Duration cancelAfter,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "async-pool") Style style) {
		return answer(new ShieldLesson(answers().bounded("cancelAfter", cancelAfter)), jobs, style);
	}

}
