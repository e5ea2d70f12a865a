package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Style;
import dev.asynclab.load.Experiments;
import dev.asynclab.notation.EnumId;
import dev.asynclab.openapi.Tags;
import dev.asynclab.scenario.grammar.InvalidScenarioException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.outcome.RunRecord;
import dev.asynclab.scenario.outcome.ScenarioOutcome;
import dev.asynclab.scenario.run.Clock;
import dev.asynclab.scenario.run.ScenarioRunner;
import dev.asynclab.timeline.Traced;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/scenarios}.
 */
@RestController
@EnableConfigurationProperties(ScenarioLimits.Properties.class)
@Tag(name = Tags.TASKS_AND_SCENARIOS)
class ScenarioController {

	private static final String GATHER = """
			{ "tasks": [ { "name": "A", "delayMs": 200, "value": "a" },
			             { "name": "B", "delayMs": 100, "outcome": "fail", "error": { "type": "ValueError", "message": "B broke" } } ],
			  "combinator": "gather" }""";

	static final String TASK_GROUP = """
			{ "tasks": [ { "name": "A", "delayMs": 500, "cleanupMs": 100 },
			             { "name": "B", "delayMs": 300, "outcome": "fail" } ],
			  "combinator": { "type": "taskgroup" } }""";

	private static final String WAIT_FOR = """
			{ "tasks": [ { "name": "A", "delayMs": 500, "onCancel": "suppress" } ],
			  "combinator": { "type": "waitFor", "timeoutMs": 200 } }""";

	private static final String PRIORITY_QUEUE = """
			{ "tasks": [ { "name": "A", "delayMs": 100, "then": "put", "value": 3 },
			             { "name": "B", "delayMs": 200, "then": "put", "value": 1 },
			             { "name": "C", "delayMs": 300, "then": "get" } ],
			  "combinator": "gather", "queue": "priority" }""";

	private final ScenarioLimits limits;

	private final ScenarioReader reader;

	private final ScenarioRunners runners;

	private final ScenarioAdmission admission;

	private final Experiments experiments;

	private final OwnServer server;

	ScenarioController(Limits limits, ScenarioLimits.Properties properties, ScenarioRunners runners,
			ScenarioAdmission admission, Experiments experiments, OwnServer server) {
		this.experiments = experiments;
		this.server = server;
		this.limits = properties.forTasks(limits.jobs());
		this.reader = new ScenarioReader(this.limits);
		this.runners = runners;
		this.admission = admission;
	}

	@PostMapping(path = "/api/scenarios", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml",
					Traced.MEDIA_TYPE })
	@Operation(summary = "Runs your tasks with a combinator and cancellations", description = """
			Runs a scenario and answers with its outcome: results, states, times and the log, in ticks.

			In style `asyncio` it runs on the event loop of `dev.asynclab.asyncio`, and the outcome is CPython
			3.13's. On the virtual clock waiting takes no time.

			The other styles run it with their lesson classes, on the real clock only, and the outcome is what
			they really do: src/docs/semantics.md tells where it differs. What a style can't do at all is a 422
			that names the part. The tasks wait on timers (`lab.io`), since no HTTP call can refuse to be
			cancelled; in style `hazelcast` they are calls that the workers make (`http`).

			All but `lab` has the form of `oracle.py`, which runs scenarios in CPython. `lab` says where it ran
			and what was measured there: the `segments` of each task from its creation to its end, the event
			loop and its stalls, the figures of a lesson's report, and `findings` with advice. As text and as SVG
			the answer is a picture of that.""", requestBody = @RequestBody(required = true, content = @Content(
			mediaType = MediaType.APPLICATION_JSON_VALUE, schema = @Schema(ref = ScenarioSchemas.SCENARIO),
			examples = { @ExampleObject(name = "gather", summary = "gather, one fails", value = GATHER),
					@ExampleObject(name = "taskgroup", summary = "A group cancels the sibling", value = TASK_GROUP),
					@ExampleObject(name = "waitFor", summary = "A task that refuses to be timed out", value = WAIT_FOR),
					@ExampleObject(name = "priority-queue", summary = "A queue gives the least item first",
							value = PRIORITY_QUEUE) })),
			responses = @ApiResponse(responseCode = "200", description = "OK",
					content = {
							@Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
									schema = @Schema(ref = ScenarioSchemas.OUTCOME)),
							@Content(mediaType = MediaType.TEXT_PLAIN_VALUE), @Content(mediaType = "image/svg+xml"),
							@Content(mediaType = Traced.MEDIA_TYPE) }))
	Callable<ScenarioAnswer> run(InputStream body,
			@Parameter(description = "How the tasks run.") @RequestParam(defaultValue = "asyncio") Style style,
			@Parameter(description = "Which clock the tasks wait on.") @RequestParam(defaultValue = "real") Clock clock)
			throws IOException {
		Scenario scenario = this.reader.read(body);
		ScenarioRunner runner = this.runners.get(style, scenario, clock);
		if (clock == Clock.REAL) {
			requireInTime(scenario, runner.threads());
		}
		return this.admission.admit(scenario, style, () -> answer(runner, scenario, style, clock));
	}

	private ScenarioAnswer answer(ScenarioRunner runner, Scenario scenario, Style style, Clock clock) {
		Supplier<@Nullable String> beside = this.experiments.beside();
		RunRecord run = runner.run(scenario, clock);
		ScenarioOutcome outcome = new ScenarioOutcome(run, beside.get());
		return new ScenarioAnswer(withLab(outcome.toJson(style), style, EnumId.of(clock), this.server),
				outcome.report(style, this.server::curl));
	}

	private void requireInTime(Scenario scenario, int threads) {
		try {
			this.limits.requireInTime(scenario, threads);
		}
		catch (InvalidScenarioException ex) {
			throw ScenarioReader.problem(ex);
		}
	}

	// Says where the scenario ran, before what was measured there.
	static ObjectNode withLab(ObjectNode outcome, Style style, String clock, OwnServer server) {
		JsonNode measured = outcome.path("lab");
		measured.path("findings").forEach((finding) -> {
			if (finding instanceof ObjectNode node) {
				node.put("see", server.curl(node.path("see").asString()));
			}
		});
		ObjectNode lab = outcome.putObject("lab")
			.put("style", style.id())
			.put("clock", clock)
			.put("io", style.isDistributed() ? "http" : "timer");
		if (measured instanceof ObjectNode figures) {
			lab.setAll(figures);
		}
		return outcome;
	}

}
