package dev.asynclab.lesson.waitfor;

import java.time.Duration;
import java.util.concurrent.ExecutorService;

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
 * {@code GET /api/wait-for}.
 */
@RestController
@Tag(name = Tags.WAIT_FOR)
class WaitForController {

	private final ExecutorService virtualThreads;

	private final LessonAnswers answers;

	WaitForController(ExecutorService virtualThreads, LessonAnswers answers) {
		this.virtualThreads = virtualThreads;
		this.answers = answers;
	}

	@GetMapping(path = "/api/wait-for",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.wait_for: a time-out that stops the work", description = """
			`wait_for` takes one awaitable, the first job; the others run beside it, and its time-out is not theirs.
			When time is up the job is cancelled, its connection closes, and a time-out is raised: the bar of the
			first job ends at the time-out, not at its delay. Give the first job `:fail` and a delay below the
			time-out, and its own error is raised.""")
	DeferredResult<Report> waitFor(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "async-pool") Style style,
			@Parameter(description = "How long the first job may take.") @RequestParam(
					defaultValue = "1s") Duration timeout) {
		return this.answers.report(lesson(timeout), this.answers.plan(jobs, style));
	}

	@GetMapping(path = "/api/wait-for", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> waitForEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "async-pool") Style style,
			@RequestParam(defaultValue = "1s") Duration timeout) {
		return this.answers.events(lesson(timeout), this.answers.plan(jobs, style));
	}

	private WaitForLesson lesson(Duration timeout) {
		return new WaitForLesson(this.virtualThreads, this.answers.timeout(timeout));
	}

}
