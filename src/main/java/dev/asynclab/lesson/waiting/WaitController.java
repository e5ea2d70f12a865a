package dev.asynclab.lesson.waiting;

import java.time.Duration;

import dev.asynclab.asyncio.ReturnWhen;
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
 * {@code GET /api/wait}.
 */
@RestController
@Tag(name = Tags.WAIT)
class WaitController {

	private final WaitLesson lesson;

	private final LessonAnswers answers;

	WaitController(WaitLesson lesson, LessonAnswers answers) {
		this.lesson = lesson;
		this.answers = answers;
	}

	@GetMapping(path = "/api/wait",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.wait: done and pending", description = """
			Starts every job and waits until enough are done, or time is up. The value names the jobs that are done
			and those that are pending then. It raises no job's error and cancels none: compare `result.atMs`
			with `wallMs`, at which the last job has ended.""")
	DeferredResult<Report> waits(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(
					description = "What ends the wait: all have ended, one has ended in any way, or one has failed.") @RequestParam(
							defaultValue = "all-completed") ReturnWhen returnWhen,
			@Parameter(description = "How long to wait at most.") @RequestParam(
					defaultValue = "1500ms") Duration timeout) {
		return this.answers.report(lesson(returnWhen, timeout), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/wait", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> waitEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style,
			@RequestParam(defaultValue = "all-completed") ReturnWhen returnWhen,
			@RequestParam(defaultValue = "1500ms") Duration timeout) {
		return this.answers.events(lesson(returnWhen, timeout), this.answers.plan(jobs, style));
	}

	private WaitLesson lesson(ReturnWhen returnWhen, Duration timeout) {
		return this.lesson.with(returnWhen, this.answers.timeout(timeout));
	}

}
