package dev.asynclab.lesson.queue;

import dev.asynclab.admission.Limits;
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
 * {@code GET /api/queue}.
 */
@RestController
@Tag(name = Tags.QUEUE)
class QueueController {

	private final LessonAnswers answers;

	private final Limits limits;

	QueueController(LessonAnswers answers, Limits limits) {
		this.answers = answers;
		this.limits = limits;
	}

	@GetMapping(path = "/api/queue",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "asyncio.Queue: producers and consumers", description = """
			Producers fetch items (`put1`, `put2`, ...) and put them into a queue with a place for each consumer;
			consumers get them and work on them (`get1`, `get2`, ...). A full queue has the producers wait, an
			empty one the consumers. The value has the results in the order in which they came. A pool can't
			wait without holding a thread, and may come to a standstill: 422.""")
	DeferredResult<Report> queue(@ParameterObject QueueParameters parameters,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "asyncio") Style style) {
		QueueLesson lesson = parameters.lesson(this.limits);
		return this.answers.report(lesson, parameters.plan(lesson, style, this.limits));
	}

	@GetMapping(path = "/api/queue", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> queueEvents(@ParameterObject QueueParameters parameters,
			@RequestParam(defaultValue = "asyncio") Style style) {
		QueueLesson lesson = parameters.lesson(this.limits);
		return this.answers.events(lesson, parameters.plan(lesson, style, this.limits));
	}

}
