package dev.asynclab.scenario;

import java.io.IOException;
import java.io.InputStream;

import dev.asynclab.admission.Limits;
import dev.asynclab.openapi.Tags;
import dev.asynclab.scenario.python.Program;
import dev.asynclab.scenario.python.PythonProgram;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import io.swagger.v3.oas.annotations.tags.Tag;

import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code POST /api/scenarios/python}.
 */
@RestController
@Tag(name = Tags.TASKS_AND_SCENARIOS)
class PythonController {

	private static final String PYTHON = "text/x-python;charset=UTF-8";

	private static final String GATHER = """
			{ "tasks": [ { "name": "A", "delayMs": 200, "value": "a" },
			             { "name": "B", "delayMs": 100, "value": "b" } ],
			  "combinator": "gather" }""";

	private final ScenarioReader reader;

	PythonController(Limits limits, ScenarioLimits.Properties properties) {
		this.reader = new ScenarioReader(properties.forTasks(limits.jobs()));
	}

	@PostMapping(path = "/api/scenarios/python", consumes = MediaType.APPLICATION_JSON_VALUE,
			produces = { PYTHON, MediaType.TEXT_PLAIN_VALUE, MediaType.APPLICATION_JSON_VALUE })
	@Operation(summary = "Writes a scenario as a program for CPython", description = """
			Answers with a program for CPython 3.13 that is the scenario. Run there, on the real clock, it prints
			a line for each entry of the outcome's `log`, in the log's order: milliseconds rounded to the tick,
			task and event, separated by tabs. The last line begins with the outcome's `result.status`, and then
			has what was returned or raised. The program exits with 0 in any case.

			It prints what `/api/scenarios` answers as long as the machine is late by less than half a tick, and
			no unrelated events are due at the same time. Nothing runs here.

			As JSON the answer has the program in `text`, and says where in it is what. `story` are the lines of
			the scenario itself; those before and after keep the log and print it. `places` has the lines of each
			statement that the `line` of a step names in `/api/scenarios/steps`. `ties` is there if times are
			equal, and says what becomes of them.""",
			requestBody = @RequestBody(required = true, content = @Content(mediaType = MediaType.APPLICATION_JSON_VALUE,
					schema = @Schema(ref = ScenarioSchemas.SCENARIO),
					examples = { @ExampleObject(name = "gather", summary = "gather, and both finish", value = GATHER),
							@ExampleObject(name = "taskgroup", summary = "A group cancels the sibling",
									value = ScenarioController.TASK_GROUP) })))
	Program python(InputStream body) throws IOException {
		return PythonProgram.of(this.reader.read(body));
	}

}
