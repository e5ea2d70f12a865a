package dev.asynclab.lesson.shield;

import java.time.Duration;

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
 * {@code GET /api/shield}.
 */
@RestController
@Tag(name = Tags.SHIELD)
class ShieldController {

	private final ShieldLesson lesson;

	private final LessonAnswers answers;

	ShieldController(ShieldLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/shield",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.shield: the awaiter is cancelled, the work is not", description = """
			Starts every job and awaits each in order behind a shield. After `cancelAfter` whoever awaits is
			cancelled, and leaves at once: `result.status` is `cancelled`, while every task runs to its end and no
			task is asked to stop. With a `cancelAfter` longer than the jobs the values come as if there were no
			shield.""")
	DeferredResult<Report> shield(@ParameterObject JobParameters jobs,
			@Parameter(description = "When whoever awaits is cancelled.") @RequestParam(
					defaultValue = "500ms") Duration cancelAfter,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.report(lesson(cancelAfter), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/shield", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> shieldEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "500ms") Duration cancelAfter,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(lesson(cancelAfter), this.answers.plan(jobs, style));
	}

	private ShieldLesson lesson(Duration cancelAfter) {
		return this.lesson.with(this.answers.bounded("cancelAfter", cancelAfter));
	}

}
