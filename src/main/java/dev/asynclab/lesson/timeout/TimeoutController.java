package dev.asynclab.lesson.timeout;

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
 * {@code GET /api/timeout}.
 */
@RestController
@Order(80)
class TimeoutController extends LessonController {

	static final String NAME = "timeout";

	TimeoutController(LessonAnswers answers) {
		super(NAME, "Sets one deadline for a block of code.", answers,
				() -> new TimeoutLesson(Duration.ofMillis(2500)));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.timeout: one deadline for a block", description = """
			The block awaits one job after the other, with one deadline for all of them. On time-out the current job
			is cancelled, the jobs after it never start, and a time-out is raised where the block ends. With the
			default jobs `task1` gets its 2 s, and `task2` gets the time that is left.""")
	Answer<Report> timeout(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the jobs run.") @RequestParam(
					defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the block may take.") @RequestParam(
					defaultValue = "2500ms") Duration timeout) {
		return answer(new TimeoutLesson(answers().timeout(timeout)), jobs, style);
	}

}
