package dev.asynclab.lesson.run;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.Plan;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.UnsupportedCombinationException;
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
 * {@code GET /api/run}.
 */
@RestController
@Tag(name = Tags.RUN)
class RunController {

	private final LessonAnswers answers;

	RunController(LessonAnswers answers) {
		this.answers = answers;
	}

	@GetMapping(path = "/api/run",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.run: main runs, the rest is cancelled", description = """
			Makes an event loop, runs main on it, cancels and awaits whatever is left when main has ended, and
			closes the loop. Main does the last job, and the others run beside it: they are seen to end with main
			unless they are faster. With `nested=true` main runs another main inside: an error in `asyncio`, and
			in `webclient`, whose run is `block()`. A pool has no run: 422.""")
	DeferredResult<Report> run(@ParameterObject JobParameters jobs,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "asyncio") Style style,
			@Parameter(description = "Whether main runs another main inside.") @RequestParam(
					defaultValue = "false") boolean nested) {
		return this.answers.report(new RunLesson(nested), plan(jobs, style));
	}

	@GetMapping(path = "/api/run", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> runEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "asyncio") Style style, @RequestParam(defaultValue = "false") boolean nested) {
		return this.answers.events(new RunLesson(nested), plan(jobs, style));
	}

	private Plan plan(JobParameters jobs, Style style) {
		if (style == Style.ASYNC_POOL) {
			throw new UnsupportedCombinationException(
					"A pool has no run: it is there before main and after it, and knows nobody's main.",
					"style=virtual-thread");
		}
		return this.answers.plan(jobs, style);
	}

}
