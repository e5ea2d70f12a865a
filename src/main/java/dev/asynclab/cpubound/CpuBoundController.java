package dev.asynclab.cpubound;

import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.openapi.Tags;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/cpu-bound}. A client that hangs up stops the jobs.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class CpuBoundController {

	private final CpuBoundRuns runs;

	private final CpuBoundLimits limits;

	CpuBoundController(CpuBoundRuns runs, CpuBoundLimits limits) {
		this.runs = runs;
		this.limits = limits;
	}

	@GetMapping(path = "/api/cpu-bound",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "CPU-bound work: what async can't speed up", description = """
			Several jobs compute SHA-256 again and again at the same time, and a heartbeat is due every 10 ms. On an
			event loop the jobs run one after the other and the heartbeat stops, as with Python's GIL. A pool speeds
			the jobs up by at most the number of cores, and virtual threads do no better. `speedup` is the
			work asked for (all jobs, each as long as one alone) divided by the wall time. Text and SVG are drawn as
			those of a lesson. One experiment runs at a time.""")
	Answer<CpuBoundReport> cpuBound(
			@Parameter(description = "Where the jobs run.") @RequestParam(defaultValue = "event-loop") CpuSite on,
			@Parameter(description = "How many jobs.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = "4") int jobs,
			@Parameter(description = "How many rounds of SHA-256 a job computes.",
					schema = @Schema(type = "integer", minimum = "1000")) @RequestParam(
							defaultValue = "1500000") int size) {
		this.limits.requireWithin(jobs, size);
		return (_) -> {
			CpuBoundRun run = this.runs.start(on, jobs, size);
			return new Running<>(run.report(), run::stop);
		};
	}

	@DeleteMapping(path = "/api/cpu-bound", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the jobs", description = """
			The client that waits for the report gets an error. The answer comes when the jobs have ended, and says
			whether there were any.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.runs.stop().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
