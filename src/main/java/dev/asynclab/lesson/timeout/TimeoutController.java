package dev.asynclab.lesson.timeout;

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
 * {@code GET /api/timeout}.
 */
@RestController
@Tag(name = Tags.TIMEOUT)
class TimeoutController {

	private final TimeoutLesson lesson;

	private final LessonAnswers answers;

	TimeoutController(TimeoutLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/timeout",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.timeout: one deadline for a block", description = """
			The block awaits one job after the other, and one deadline counts for all. When time is up the job under
			way is cancelled, what comes after it never starts, and a time-out is raised where the block ends. With
			the default jobs `task1` gets its 2 s, and `task2` what is left.""")
	DeferredResult<Report> timeout(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the jobs run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the block may take.") @RequestParam(
					defaultValue = "2500ms") Duration timeout) {
		return this.answers.report(lesson(timeout), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/timeout", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> timeoutEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style,
			@RequestParam(defaultValue = "2500ms") Duration timeout) {
		return this.answers.events(lesson(timeout), this.answers.plan(jobs, style));
	}

	private TimeoutLesson lesson(Duration timeout) {
		return this.lesson.with(this.answers.timeout(timeout));
	}

}
