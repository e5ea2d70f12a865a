package dev.asynclab.cpubound;

import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.Running;
import dev.asynclab.job.ExperimentPlace;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/cpu-bound}. Over HTTP/2 a client that hangs up ends the jobs; over
 * HTTP/1.1 they go on to their end, which is bounded.
 */
@RestController
@Tag(name = Tags.CPU_BOUND)
class CpuBoundController {

	private static final int MAX_JOBS = 16;

	private static final int MIN_SIZE = 1_000;

	private static final int MAX_SIZE = 2_000_000;

	private static final int MAX_ROUNDS = 8_000_000;

	private final CpuBoundRuns runs;

	CpuBoundController(CpuBoundRuns runs) {
		this.runs = runs;
	}

	@GetMapping(path = "/api/cpu-bound", produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "CPU-bound work: what async can't speed up", description = """
			Computes SHA-256 over and over in several jobs at once, while a heartbeat is due each 10 ms. On an event
			loop the jobs run one after the other and the heartbeat stops, as with Python's GIL; the pool is as fast
			as there are cores and no faster; virtual threads are no faster either. `speedup` compares with one job
			alone.""")
	Answer<CpuBoundReport> cpuBound(
			@Parameter(description = "Where the jobs run.") @RequestParam(
					defaultValue = "event-loop") ExperimentPlace on,
			@Parameter(description = "How many jobs.",
					schema = @Schema(type = "integer", minimum = "1", maximum = "16")) @RequestParam(
							defaultValue = "4") int jobs,
			@Parameter(description = "How many rounds of SHA-256 a job computes.",
					schema = @Schema(type = "integer", minimum = "1000", maximum = "2000000")) @RequestParam(
							defaultValue = "1500000") int size) {
		Bounds.requireBetween("jobs", jobs, 1, MAX_JOBS);
		Bounds.requireBetween("size", size, MIN_SIZE, MAX_SIZE);
		if ((long) jobs * size > MAX_ROUNDS) {
			throw new BadParameterException("size", size, "at most " + MAX_ROUNDS / jobs + " for " + jobs + " jobs");
		}
		return (_) -> {
			CompletableFuture<CpuBoundReport> report = this.runs.start(on, jobs, size);
			return new Running<>(report, () -> report.cancel(false));
		};
	}

}
