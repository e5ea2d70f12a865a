package dev.asynclab.lesson.ascompleted;

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
 * {@code GET /api/as-completed}.
 */
@RestController
@Order(90)
class AsCompletedController extends LessonController {

	static final String NAME = "as-completed";

	AsCompletedController(LessonAnswers answers) {
		super(NAME, "Gives the results in the order in which the tasks end.", answers,
				() -> new AsCompletedLesson(Duration.ofSeconds(60)));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.as_completed: results in the order in which they come", description = """
			All jobs run at once. The loop takes each value when its job ends: the shortest job comes first. It
			raises an error when the turn of its job comes. Neither an error nor a time-out cancels a job: compare
			`result.atMs` with `wallMs`.""")
	Answer<Report> asCompleted(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the loop may take for all jobs together.") @RequestParam(
					defaultValue = "60s") Duration timeout) {
		return answer(new AsCompletedLesson(answers().timeout(timeout)), jobs, style);
	}

}
