package dev.asynclab.lesson.ascompleted;

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
 * {@code GET /api/as-completed}.
 */
@RestController
@Tag(name = Tags.AS_COMPLETED)
class AsCompletedController {

	private final AsCompletedLesson lesson;

	private final LessonAnswers answers;

	AsCompletedController(AsCompletedLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/as-completed",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.as_completed: results in the order in which they come", description = """
			All jobs run at once, and each value is taken as it comes: the shortest first. A failure is raised at
			its place in that order. Neither it nor a time-out cancels a job: compare `result.atMs` with `wallMs`.""")
	DeferredResult<Report> asCompleted(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the loop may take, all jobs together.") @RequestParam(
					defaultValue = "60s") Duration timeout) {
		return this.answers.report(lesson(timeout), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/as-completed", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> asCompletedEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style,
			@RequestParam(defaultValue = "60s") Duration timeout) {
		return this.answers.events(lesson(timeout), this.answers.plan(jobs, style));
	}

	private AsCompletedLesson lesson(Duration timeout) {
		return this.lesson.with(this.answers.timeout(timeout));
	}

}
