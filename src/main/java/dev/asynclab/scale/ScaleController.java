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
@Tag(name = Tags.COMPARE_AND_LOAD)
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
			Shows `gather` at its limit. It starts many tasks and waits for all; each task waits for `delay` on a
			timer and has its own result. `runs` says what really runs. Compare `wallMs` with `idealMs`: the tasks
			themselves cost the difference. A run that needs too much time or memory, such as
			`tasks=100000&style=async-pool`, is refused. One experiment runs at a time. With
			`Accept: text/event-stream` the run reports its progress.""")
	Answer<ScaleReport> scale(
			@Parameter(description = "How many tasks.") @RequestParam(defaultValue = "100000") int tasks,
			@Parameter(description = "How long each task waits.") @RequestParam(defaultValue = "1s") Duration delay,
			@Parameter(description = "What runs the tasks; `timer` is the reference without tasks.") @RequestParam(
					defaultValue = "asyncio") Engine style) {
		return (listener) -> {
			ScaleRun run = this.runs.start(style, tasks, delay);
			if (!listener.equals(Answer.UNHEARD)) {
				Flux.interval(PROGRESS)
					.onBackpressureDrop()
					.takeUntilOther(Mono.fromFuture(run.report(), true))
					.subscribe((_) -> listener.accept(run.progress()), (_) -> {
					});
			}
			return new Running<>(run.report(), run::stop);
		};
	}

	@DeleteMapping(path = "/api/scale", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the run", description = """
			Cancels the tasks that have not ended. The client that waits for the run gets its report. The answer comes
			when the run has ended, and says whether there was one.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.runs.stop().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
