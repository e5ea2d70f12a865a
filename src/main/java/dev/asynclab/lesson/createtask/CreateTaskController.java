package dev.asynclab.lesson.createtask;

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
 * {@code GET /api/create-task}.
 */
@RestController
@Order(40)
class CreateTaskController extends LessonController {

	static final String NAME = "create-task";

	CreateTaskController(LessonAnswers answers) {
		super(NAME, "Starts all tasks before it awaits them: the run takes as long as the longest.", answers,
				CreateTaskLesson::new);
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.create_task: start both, then await each", description = """
			Starts every job, then awaits each in order: the wall time is that of the longest job. An error is raised
			where its task is awaited, not when the task fails. Add `:block` to a job and try each style: on an
			event loop (`webclient`, `asyncio`) a call that blocks, as `time.sleep()` does, delays every other
			task. In a pool or on virtual threads it does not.""")
	Answer<Report> createTask(@ParameterObject JobParameters jobs, @Parameter(
			description = "The style in which the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return answer(new CreateTaskLesson(), jobs, style);
	}

}
