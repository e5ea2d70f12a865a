package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Callable;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.OwnServer;
import dev.asynclab.job.Style;
import dev.asynclab.notation.EnumId;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.scenario.grammar.Scenario;
import dev.asynclab.scenario.run.AsyncioStepper;
import dev.asynclab.scenario.run.Clock;
import dev.asynclab.scenario.steps.StepRecorder;
import dev.asynclab.scenario.steps.Steps;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/scenarios/steps}.
 */
@RestController
@Tag(name = Tags.TASKS_AND_SCENARIOS)
class StepsController {

	private static final String OVERLAP = """
			{ "tasks": [ { "name": "task1", "delayMs": 2000, "value": "task1 done" },
			             { "name": "task2", "delayMs": 1000, "value": "task2 done" } ],
			  "combinator": "gather" }""";

	private static final String BLOCKED = """
			{ "tasks": [ { "name": "A", "delayMs": 500 },
			             { "name": "B", "delayMs": 1500, "blocking": true } ],
			  "combinator": "gather" }""";

	private static final String CANCELLED = """
			{ "tasks": [ { "name": "A", "delayMs": 1000, "cleanupMs": 100 } ],
			  "combinator": { "type": "waitFor", "timeoutMs": 400 } }""";

	private final ScenarioReader reader;

	private final ScenarioAdmission admission;

	private final OwnServer server;

	private final int most;

	StepsController(Limits limits, ScenarioLimits.Properties properties, ScenarioAdmission admission,
			OwnServer server) {
		this.server = server;
		this.reader = new ScenarioReader(properties.forTasks(Math.min(limits.jobs(), properties.steppedTasks())));
		this.admission = admission;
		this.most = properties.steps();
	}

	@PostMapping(path = "/api/scenarios/steps", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE })
	@Operation(summary = "Steps the event loop through a scenario", description = """
			Runs a scenario in style `asyncio` on the virtual clock, and answers with every turn of the event
			loop: whose turn it was, what it did, and the ready queue, the timers and the waiting tasks after it.
			A step without a turn is the loop waiting for the next timer. `outcome` is the answer of
			`/api/scenarios?clock=virtual`.

			The loop tells of each step while it runs; nothing is simulated. `kind` is `run` where the turn is
			that of `asyncio.run`, of its task `main`, or of a callback that keeps the log: the text leaves these
			out unless `all` is true. `line` says which
			statement of the scenario's code a task has come to. `events`, played in their order, lead from
			each step to the next, and to the outcome. A scenario with very many steps is cut, and `cut` says so.""",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(ref = ScenarioSchemas.SCENARIO),
					examples = {
							@ExampleObject(name = "overlap", summary = "Two sleeps overlap on one thread",
									value = OVERLAP),
							@ExampleObject(name = "blocked", summary = "One task blocks the loop", value = BLOCKED),
							@ExampleObject(name = "cancelled", summary = "A time-out cancels a task",
									value = CANCELLED) })))
	Callable<Steps> steps(InputStream body, @Parameter(
			description = "Whether the text also shows the steps of `asyncio.run` itself. JSON has all steps.") @RequestParam(
					defaultValue = "false") boolean all)
			throws IOException {
		Scenario scenario = this.reader.read(body);
		requireFreeNames(scenario);
		return this.admission.admit(scenario, Style.ASYNCIO, () -> {
			Steps steps = AsyncioStepper.run(scenario, this.most);
			ScenarioController.withLab(steps.outcome(), Style.ASYNCIO, EnumId.of(Clock.VIRTUAL), this.server);
			return steps.withAll(all);
		});
	}

	// The steps name the tasks of asyncio.run so.
	private static void requireFreeNames(Scenario scenario) {
		for (int task = 0; task < scenario.names().size(); task++) {
			String name = scenario.names().get(task);
			if (StepRecorder.OWN_NAMES.contains(name)) {
				throw new BadParameterException("tasks[" + task + "].name", name,
						Sentence.of("allowed.free-name", "a name that is not taken"));
			}
		}
	}

}
