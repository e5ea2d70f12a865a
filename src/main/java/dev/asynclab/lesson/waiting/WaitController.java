package dev.asynclab.lesson.waiting;

import java.time.Duration;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.asyncio.ReturnWhen;
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
 * {@code GET /api/wait}.
 */
@RestController
@Order(60)
class WaitController extends LessonController {

	static final String NAME = "wait";

	WaitController(LessonAnswers answers) {
		super(NAME, "Tells which tasks are done and which are pending, and cancels none.", answers,
				() -> new WaitLesson(ReturnWhen.ALL_COMPLETED, Duration.ofMillis(1500)));
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.wait: done and pending", description = """
			Starts every job and waits until enough jobs are done, or the time-out passes. The value names the jobs
			that are done then and those that are pending. wait raises no error of a job and cancels no job:
			compare `result.atMs` with `wallMs`, when the last job has ended.""")
	Answer<Report> waits(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "async-pool") Style style,
			@Parameter(
					description = "What ends the wait: all jobs have ended, one job has ended in any way, or one job has failed.") @RequestParam(
							defaultValue = "all-completed") ReturnWhen returnWhen,
			@Parameter(description = "How long to wait at most.") @RequestParam(
					defaultValue = "1500ms") Duration timeout) {
		return answer(new WaitLesson(returnWhen, answers().timeout(timeout)), jobs, style);
	}

}
