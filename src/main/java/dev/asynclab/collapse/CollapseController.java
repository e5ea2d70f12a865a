package dev.asynclab.collapse;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ExperimentMapping;
import dev.asynclab.answer.Running;
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
 * {@code /api/collapse}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class CollapseController {

	private final CollapseExperiments experiments;

	CollapseController(CollapseExperiments experiments) {
		this.experiments = experiments;
	}

	@ExperimentMapping("/api/collapse")
	@Operation(summary = "What a few blocking calls do to all calls: predicted and measured",
			description = """
					Sends calls to `/api/nonblocking` and `/api/blocking` of this service at a constant rate, on threads of
					its own, in four phases. *healthy*: no call blocks. *blocking*: a share of the calls blocks a thread that
					all calls need. *recovery*: no call blocks any more, and the backlog drains. *offloaded*: worker threads
					run that share. For each phase the report has three rates in calls a second: how many were sent, how many
					succeeded, and how many the arithmetic predicts. A loop carries 1 / (share × delay); in a pool each call
					holds a thread while it waits, and longer if it blocks. A backlog is served at the capacity for its calls,
					and what came behind it after that. The remarks say what that means, and the advice what the bottleneck
					was and what would help. Latency counts from when a call was meant to be sent. A warm-up comes first: it ends when
					calls get no faster, or after 10 s. One experiment runs at a time. With
					`Accept: text/event-stream` a point comes each tenth of a second, and the report at the end.""")
	Answer<CollapseReport> collapse(
			@Parameter(description = "The place whose thread the calls share.") @RequestParam(
					defaultValue = "event-loop") ExperimentSite on,
			@Parameter(description = "Calls a second: 200 unless given, with `on=async-pool` 120.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(
							required = false) @Nullable Integer rate,
			@Parameter(description = "How long a call does I/O, or blocks.") @RequestParam(
					defaultValue = "50ms") Duration delay,
			@Parameter(
					description = "Which part of the calls blocks, up to 1: 0.2 unless given, with `on=async-pool` 0.8.",
					schema = @Schema(type = "number", maximum = "1")) @RequestParam(
							required = false) @Nullable Double blockingShare,
			@Parameter(
					description = "How many threads the pool of `on=async-pool` has: 8 unless given. The other places "
							+ "have a number of their own.",
					schema = @Schema(type = "integer", minimum = "1")) @RequestParam(
							required = false) @Nullable Integer threads,
			@Parameter(description = "How long a phase takes.") @RequestParam(defaultValue = "2s") Duration phase) {
		CollapsePlan plan = CollapsePlan.at(on, rate, delay, blockingShare, threads, phase);
		return (listener) -> {
			CollapseExperiment running = this.experiments.start(on, plan, listener::accept);
			return new Running<>(running.report(), running::stop);
		};
	}

	@DeleteMapping(path = "/api/collapse", produces = MediaType.APPLICATION_JSON_VALUE)
	@Operation(summary = "Stops the experiment", description = """
			The client that waits for the report gets what was measured until then. The answer comes when the
			experiment has ended, and says whether there was one.""")
	CompletableFuture<Map<String, Boolean>> stop() {
		return this.experiments.stop().thenApply((stopped) -> Map.of("stopped", stopped));
	}

}
