package dev.asynclab.lesson.sequential;

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
 * {@code GET /api/sequential}.
 */
@RestController
@Tag(name = Tags.SEQUENTIAL)
class SequentialController {

	private final SequentialLesson lesson;

	private final LessonAnswers answers;

	SequentialController(SequentialLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/sequential",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "Await one after the other", description = """
			Each job starts when the one before has ended: nothing overlaps, and the wall time is the sum. What
			comes after a failure never starts. Compare it with create-task, which starts all of them first.""")
	DeferredResult<Report> sequential(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.report(this.lesson, this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/sequential", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> sequentialEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(this.lesson, this.answers.plan(jobs, style));
	}

}
