package dev.asynclab.lesson.gather;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /api/gather}.
 */
@RestController
@Tag(name = Tags.GATHER)
class GatherController {

	private final GatherLesson lesson;

	private final LessonAnswers answers;

	GatherController(GatherLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/gather",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.gather: many at once, results in argument order", description = """
			All jobs run at once, and the results come in argument order. The first error is raised at once while
			the siblings run on: give one job `:fail` and compare `result.atMs` with `wallMs`. With
			`returnExceptions=true` errors are values, and gather waits for all. `count=100&delay=1s` in style
			`async-pool` shows the pool's queue; `webclient` and `virtual-thread` have none.""")
	DeferredResult<Report> gather(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(description = "Takes errors as values: `return_exceptions=True`.") @RequestParam(
					defaultValue = "false") boolean returnExceptions,
			@Parameter(description = "How many run at once, at least 1; all unless given.") @RequestParam(
					required = false) @Nullable Integer limit) {
		return this.answers.report(lesson(returnExceptions, limit), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/gather", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> gatherEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style,
			@RequestParam(defaultValue = "false") boolean returnExceptions,
			@RequestParam(required = false) @Nullable Integer limit) {
		return this.answers.events(lesson(returnExceptions, limit), this.answers.plan(jobs, style));
	}

	private GatherLesson lesson(boolean returnExceptions, @Nullable Integer limit) {
		if (limit != null && limit < 1) {
			throw new BadParameterException("limit", limit, "at least 1");
		}
		return this.lesson.with(returnExceptions, limit);
	}

}
