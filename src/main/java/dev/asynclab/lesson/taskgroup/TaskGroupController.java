package dev.asynclab.lesson.taskgroup;

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
 * {@code GET /api/task-group}.
 */
@RestController
@Order(100)
class TaskGroupController extends LessonController {

	static final String NAME = "task-group";

	TaskGroupController(LessonAnswers answers) {
		super(NAME, "Ends when all of its tasks have ended. A failure cancels the others.", answers,
				TaskGroupLesson::new);
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.TaskGroup: a failure cancels the siblings", description = """
			All jobs run at once as children of one group, which ends when all of them have ended. Give one job
			`:fail`: the group cancels the other jobs, where gather lets them run on, and no job is left when the
			error is raised. asyncio raises an ExceptionGroup; the other styles raise the first error alone.""")
	Answer<Report> taskGroup(@ParameterObject JobParameters jobs, @Parameter(
			description = "The style in which the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return answer(new TaskGroupLesson(), jobs, style);
	}

}
