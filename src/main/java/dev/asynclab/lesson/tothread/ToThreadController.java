package dev.asynclab.lesson.tothread;

import dev.asynclab.job.Style;
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
 * {@code GET /api/to-thread}.
 */
@RestController
@Tag(name = Tags.TO_THREAD)
class ToThreadController {

	private final ToThreadLesson lesson;

	private final LessonAnswers answers;

	ToThreadController(ToThreadLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/to-thread",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.to_thread: blocking code beside the loop", description = """
			Runs every job at once and awaits each in order. A job with `:block`, which would block the event loop
			(`webclient`, `asyncio`) and delay every other task on it, is sent to a worker thread: compare with
			create-task. In the other styles every task has a thread already.""")
	DeferredResult<Report> toThread(@ParameterObject ToThreadParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.report(this.lesson, jobs.plan(this.answers, style));
	}

	@GetMapping(path = "/api/to-thread", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> toThreadEvents(@ParameterObject ToThreadParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(this.lesson, jobs.plan(this.answers, style));
	}

}
