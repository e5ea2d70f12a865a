package dev.asynclab.lesson.waitfor;

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
 * {@code GET /api/wait-for}.
 */
@RestController
@Order(70)
class WaitForController extends LessonController {

	static final String NAME = "wait-for";

	WaitForController(LessonAnswers answers) {
		super(NAME, "Awaits one task, and cancels it on time-out.", answers);
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.wait_for: a time-out that stops the work", description = """
			`wait_for` takes one awaitable: the first job. The others run beside it, and the time-out does not apply
			to them. On time-out the first job is cancelled, its connection closes, and a time-out is raised: its
			bar ends at the time-out, not at its delay. If the first job has `:fail` and a delay below the
			time-out, its own error is raised.""")
	Answer<Report> waitFor(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the first job may take.") @RequestParam(
					defaultValue = "1s") Duration timeout) {
		return answer(new WaitForLesson(answers().timeout(timeout)), jobs, style);
	}

}
