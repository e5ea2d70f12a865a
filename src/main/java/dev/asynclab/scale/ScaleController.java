package dev.asynclab.scale;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.tags.Tag;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/scale}.
 */
@RestController
@Tag(name = Tags.SCALE)
class ScaleController {

	private static final Duration PROGRESS = Duration.ofMillis(200);

	private final ScaleRuns runs;

	ScaleController(ScaleRuns runs) {
		this.runs = runs;
	}

	@GetMapping(path = "/api/scale",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE,
					MediaType.TEXT_EVENT_STREAM_VALUE })
	@Operation(summary = "Up to a million tasks at once, timed", description = """
			Starts very many tasks that each wait for `delay` on a timer, with a result of their own, and waits for
			all: `gather` at its limit. `runs` says what really runs. Compare `wallMs` with `idealMs`: the difference
			is what the tasks themselves cost. What would take longer or more memory than there is is refused, such
			as `tasks=100000&style=async-pool`. One run at a time; as `text/event-stream` it tells its progress.""")
	Answer<ScaleReport> scale(
			@Parameter(description = "How many tasks, up to 1,000,000.") @RequestParam(
					defaultValue = "100000") int tasks,
			@Parameter(description = "How long each waits.") @RequestParam(defaultValue = "1s") Duration delay,
			@Parameter(description = "What runs them; `timer` is the reference without tasks.") @RequestParam(
					defaultValue = "asyncio") Engine style) {
		return (listener) -> {
			ScaleRun run = this.runs.start(style, tasks, delay);
			Flux.interval(PROGRESS)
				.onBackpressureDrop()
				.takeUntilOther(Mono.fromFuture(run.report(), true))
				.subscribe((_) -> listener.accept(run.progress()), (_) -> {
				});
			return new Running<>(run.report(), run::stop);
		};
	}

	@DeleteMapping(path = "/api/scale", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the run", description = """
			Cancels the tasks that are left; whoever waits for the run gets its report. Answers with whether there
			was one, when it has ended.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.runs.stopCurrent().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
