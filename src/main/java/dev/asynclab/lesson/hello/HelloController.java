package dev.asynclab.lesson.hello;

import java.time.Duration;

import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.Plan;
import dev.asynclab.openapi.Tags;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /api/hello}.
 */
@RestController
@Tag(name = Tags.HELLO)
class HelloController {

	private final HelloLesson lesson;

	private final LessonAnswers answers;

	HelloController(AsyncPoolHello asyncPool, LessonAnswers answers) {
		this.lesson = new HelloLesson(asyncPool);
		this.answers = answers;
	}

	@GetMapping(path = "/api/hello",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "A coroutine: Hello, await, World", description = """
			`async def say_hello()` prints Hello, awaits for the delay, and prints World. The value is what was
			printed. The delay is a real HTTP call to the mock upstream: while it is under way, the coroutine
			holds a thread of the pool (`async-pool`), or none (`webclient`, `virtual-thread`).""")
	DeferredResult<Report> hello(
			@Parameter(description = "How long to wait between the words.") @RequestParam(
					defaultValue = "1s") Duration delay,
			@Parameter(description = "How the coroutine runs.") @RequestParam(
					defaultValue = "async-pool") Style style) {
		return this.answers.report(this.lesson, plan(delay, style));
	}

	@GetMapping(path = "/api/hello", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> helloEvents(@RequestParam(defaultValue = "1s") Duration delay,
			@RequestParam(defaultValue = "async-pool") Style style) {
		return this.answers.events(this.lesson, plan(delay, style));
	}

	private Plan plan(Duration delay, Style style) {
		return this.answers.plan("say_hello", delay, style);
	}

}
