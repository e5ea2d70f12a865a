package dev.asynclab.lesson.taskgroup;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.openapi.Tags;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /api/task-group}.
 */
@RestController
@Tag(name = Tags.TASK_GROUP)
class TaskGroupController {

	private final TaskGroupLesson lesson;

	private final LessonAnswers answers;

	TaskGroupController(TaskGroupLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/task-group",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.TaskGroup: a failure cancels the siblings", description = """
			All jobs run at once as children of one group, which ends when all of them have. Give one job `:fail`:
			its siblings are cancelled, where gather lets them run on, and nothing is left when the error is
			raised. asyncio raises an ExceptionGroup; in the other styles the first error comes bare.""")
	DeferredResult<Report> taskGroup(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.report(this.lesson, this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/task-group", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> taskGroupEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(this.lesson, this.answers.plan(jobs, style));
	}

}
