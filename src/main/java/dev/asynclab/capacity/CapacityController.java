package dev.asynclab.capacity;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ExperimentMapping;
import dev.asynclab.job.Style;
import dev.asynclab.load.Arrivals;
import dev.asynclab.openapi.Tags;
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
 * {@code /api/capacity}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class CapacityController {

	/** The connections of Reactor Netty's HTTP client, unless it is told otherwise. */
	static final String CONNECTIONS = "500";

	static final String SEED = "1";

	static final String DURATION = "5s";

	private final Capacities capacities;

	CapacityController(Capacities capacities) {
		this.capacities = capacities;
	}

	@ExperimentMapping("/api/capacity")
	@Operation(summary = "Which style carries my workload: predicted and measured",
			description = """
					Requests arrive at a rate, and each makes some calls at once. In each style in turn, warmed up until it
					gets no faster, with the same arrivals and the same calls. Beside what was measured stands what was predicted: the
					capacity by Little's law, and the percentiles by a simulation of the ideal queue. Latency counts from when
					a request was meant to be sent. A style carries the workload if no request is refused, its utilisation is
					less than 1, and p99 is not over the SLO. Requests that fail as `failRate` has it do not count, unless none
					succeeds. `mode=predict` computes and simulates alone, and answers at once.
					`mode=find` looks for the highest rate of each style at which p99 is not over the SLO, for a minute each at
					most. One experiment runs at a time; predictions run beside it. With `Accept: text/event-stream` a point
					comes each tenth of a second, with `mode=find` each rate that was tried, and the report at the end.""")
	Answer<CapacityReport> capacity(
			@Parameter(description = "How many calls a request makes at once.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = "3") int calls,
			@Parameter(description = "How long a call takes.") @RequestParam(defaultValue = "50ms") Duration delay,
			@Parameter(description = "The most that is added to the delay.") @RequestParam(
					defaultValue = "0ms") Duration jitter,
			@Parameter(description = "The probability that a call fails.",
					schema = @Schema(type = "number", minimum = "0", maximum = "1")) @RequestParam(
							defaultValue = "0") double failRate,
			@Parameter(description = "Requests a second.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = "40") int rate,
			@Parameter(description = "How many threads the pool of `async-pool` has.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(defaultValue = "8") int threads,
			@Parameter(description = "How many connections the WebClient of `webclient` and `asyncio` has.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(
							defaultValue = CONNECTIONS) int connections,
			@Parameter(
					description = "The probability that a call blocks its thread, or its event loop, instead of waiting.",
					schema = @Schema(type = "number", minimum = "0", maximum = "1")) @RequestParam(
							defaultValue = "0") double blockingShare,
			@Parameter(description = "Whether requests arrive independently, as from users, or in step.") @RequestParam(
					defaultValue = "poisson") Arrivals arrivals,
			@Parameter(
					description = "The seed of the arrivals and of the calls. It also decides which style is first.") @RequestParam(
							defaultValue = SEED) long seed,
			@Parameter(description = "For how long requests arrive, at each rate.") @RequestParam(
					defaultValue = DURATION) Duration duration,
			@Parameter(description = "A style. Repeat it for more; all of this process unless given.") @RequestParam(
					required = false) @Nullable List<Style> style,
			@Parameter(
					description = "Whether to measure, to predict alone, or to find the tipping points.") @RequestParam(
							defaultValue = "measure") Mode mode,
			@Parameter(description = "The longest latency that 99% of the requests may have: twice the ideal unless "
					+ "given, which is what a request takes that never waits.") @RequestParam(
							required = false) @Nullable Duration slo) {
		CapacityPlan plan = new CapacityPlan(calls, delay, jitter, failRate, rate, threads, connections, blockingShare,
				arrivals, seed, duration, slo);
		return (listener) -> this.capacities.start(mode, plan, (style != null) ? style : List.of(), listener);
	}

	@DeleteMapping(path = "/api/capacity", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the measurement", description = """
			The client that waits for the report gets what was measured until then. The answer comes when the
			measurement has ended, and says whether there was one.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.capacities.stop().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
