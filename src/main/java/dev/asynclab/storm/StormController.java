package dev.asynclab.storm;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ExperimentMapping;
import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code /api/retry-storm}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class StormController {

	static final String ON = "async-pool";

	static final String RATE = "100";

	static final String DELAY = "50ms";

	static final String THREADS = "8";

	static final String QUEUE = "200";

	static final String TIMEOUT = "250ms";

	static final String RETRIES = "3";

	static final String TRIGGER = "4";

	static final String PHASE = "10s";

	static final String ARRIVALS = "poisson";

	static final String SEED = "1";

	private final Storms storms;

	StormController(Storms storms) {
		this.storms = storms;
	}

	@ExperimentMapping("/api/retry-storm")
	@Operation(summary = "Why it stays down when the trigger is gone, and what cures it: predicted and measured",
			description = """
					Clients call this service at a rate, and the service calls a dependency. A client waits for its time-out,
					hangs up and tries again at once, as after a refusal. The service does not notice, and works for clients
					who have left. In three phases: *healthy*, *trigger* (the dependency is slower) and *after* (it is as fast
					as before). With `cure` a fourth, *cured*, which begins with the cure. For each phase the report has the
					answers in time (`goodput` over the second half of the phase, `goodputWhole` over all of it), attempts,
					work for clients who had left, and the queue, each beside a simulation of the same arrivals. Where
					rate · (1 + retries) is less than threads / delay it recovers by itself; else it may stay down. Not each
					cure cures: `limit`, `deadline` and `budget` do, `backoff` does not, `stop-work` and `breaker` do with some
					numbers and not with others; `odds` says with how many seeds the simulation is cured. One experiment runs at a time. With `Accept: text/event-stream` a point comes
					each tenth of a second, and the report at the end.""")
	Answer<StormReport> storm(@Parameter(
			description = "How the service does its calls: a pool, or virtual threads, which have no bound, with a "
					+ "semaphore in its place. With webclient and asyncio the connection pool of the HTTP client "
					+ "takes its place, where no cure can look at a call: a 422.") @RequestParam(
							defaultValue = ON) Style on,
			@Parameter(description = "Calls a second.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = RATE) int rate,
			@Parameter(description = "How long the dependency takes.") @RequestParam(
					defaultValue = DELAY) Duration delay,
			@Parameter(description = "How many calls the service works on at once.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(
							defaultValue = THREADS) int threads,
			@Parameter(description = "How many calls may wait in the service; more are refused.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = QUEUE) int queue,
			@Parameter(description = "How long a client waits for the answer to an attempt.") @RequestParam(
					defaultValue = TIMEOUT) Duration timeout,
			@Parameter(description = "How often a call is tried again.",
					schema = @Schema(type = "integer", minimum = "0")) @RequestParam(
							defaultValue = RETRIES) int retries,
			@Parameter(description = "How much slower the dependency is during the trigger.",
					schema = @Schema(type = "number", minimum = "1")) @RequestParam(
							defaultValue = TRIGGER) double trigger,
			@Parameter(description = "How long a phase takes.") @RequestParam(defaultValue = PHASE) Duration phase,
			@Parameter(description = "Whether calls arrive independently, as from users, or in step.") @RequestParam(
					defaultValue = ARRIVALS) Arrivals arrivals,
			@Parameter(description = "The seed of the arrivals.") @RequestParam(defaultValue = SEED) long seed,
			@Parameter(description = "What is tried; nothing unless given.") @RequestParam(
					required = false) @Nullable Cure cure,
			@Parameter(
					description = "The most calls that `cure=limit` lets in, queued and running: twice the "
							+ "threads unless given. Another cure has none.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(
							required = false) @Nullable Integer limit) {
		if (limit != null && cure != Cure.LIMIT) {
			throw new BadParameterException("limit", limit,
					Sentence.of("allowed.limit-of-cure", "only with cure=limit"));
		}
		StormPlan plan = new StormPlan(on, rate, delay, threads, queue, timeout, retries, trigger, phase, arrivals,
				seed, cure, (limit != null) ? limit : StormPlan.usualLimit(threads));
		return (listener) -> this.storms.start(plan, listener);
	}

	@DeleteMapping(path = "/api/retry-storm", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the experiment", description = """
			The client that waits for the report gets what was measured until then. The answer comes when the
			experiment has ended, and says whether there was one.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.storms.stop().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
