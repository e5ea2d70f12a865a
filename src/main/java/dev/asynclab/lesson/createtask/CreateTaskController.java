package dev.asynclab.lesson.createtask;

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
 * {@code GET /api/create-task}.
 */
@RestController
@Tag(name = Tags.CREATE_TASK)
class CreateTaskController {

	private final CreateTaskLesson lesson;

	private final LessonAnswers answers;

	CreateTaskController(CreateTaskLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/create-task",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.create_task: start both, then await each", description = """
			Starts every job, then awaits each in order: the wall time is that of the longest. A failure is raised
			where its task is awaited, not when it happens. Give a job `:block` and a style: on the event loop
			(`webclient`) a call that blocks, as `time.sleep()` does, delays every other task; in a pool or on
			virtual threads it does not.""")
	DeferredResult<Report> createTask(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.report(this.lesson, this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/create-task", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> createTaskEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(this.lesson, this.answers.plan(jobs, style));
	}

}
