package dev.asynclab.openapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

import io.swagger.v3.oas.annotations.tags.Tag;
import io.swagger.v3.parser.OpenAPIV3Parser;
import io.swagger.v3.parser.core.models.ParseOptions;
import io.swagger.v3.parser.core.models.SwaggerParseResult;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.springdoc.core.annotations.ParameterObject;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.info.BuildProperties;
import org.springframework.boot.resttestclient.autoconfigure.AutoConfigureRestTestClient;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;
import org.springframework.context.annotation.Import;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.bind.annotation.ValueConstants;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the OpenAPI document.
 */
@SpringBootTest(webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "asynclab.upstream.port=0", "asynclab.limits.cpu-jobs=9" })
@AutoConfigureRestTestClient
@Import(OpenApiDocumentTests.SampleController.class)
@Timeout(120)
class OpenApiDocumentTests {

	@Autowired
	private RestTestClient client;

	@Autowired
	private BuildProperties build;

	@Autowired
	@Qualifier("requestMappingHandlerMapping")
	private RequestMappingHandlerMapping mappings;

	private JsonNode document = JsonMapper.shared().nullNode();

	@BeforeEach
	void readDocument() {
		this.document = JsonMapper.shared()
			.readTree(this.client.get()
				.uri("/v3/api-docs")
				.exchange()
				.expectStatus()
				.isOk()
				.expectBody()
				.returnResult()
				.getResponseBody());
	}

	@Test
	void saysWhatItIs() {
		JsonNode info = this.document.path("info");
		assertThat(info.path("title").asString()).isEqualTo("Async Lab");
		assertThat(info.path("version").asString()).isEqualTo(this.build.getVersion());
		assertThat(info.path("license").path("name").asString()).isEqualTo("Apache-2.0");
		assertThat(info.path("description").asString()).contains("asyncio", "wallMs", "format=json");
	}

	@Test
	void thereAreThreeGroups() {
		assertThat(this.document.path("tags").valueStream().map((tag) -> tag.path("name").asString()))
			.containsExactly("learn", "compare and load", "tasks and scenarios");
		assertThat(this.document.path("tags").valueStream()).allMatch((tag) -> tag.hasNonNull("description"));
		assertThat(this.document.path("paths").valueStream().flatMap(JsonNode::valueStream))
			.allMatch((operation) -> operation.path("tags").size() == 1);
	}

	@Test
	void lessonsAreInTheOrderOfTheTutorial() {
		assertThat(this.document.path("paths").propertyNames())
			.startsWith(concepts().map((concept) -> "/api/" + concept).toArray(String[]::new));
		assertThat(concepts()).containsSubsequence("hello", "run", "sequential", "create-task", "gather", "wait",
				"wait-for", "timeout", "as-completed", "task-group", "shield", "to-thread", "queue");
	}

	@Test
	void isValid() {
		ParseOptions options = new ParseOptions();
		options.setResolve(true);
		SwaggerParseResult parsed = new OpenAPIV3Parser().readContents(this.document.toString(), null, options);
		assertThat(parsed.getMessages()).isEmpty();
		assertThat(parsed.getOpenAPI().getPaths()).hasSameSizeAs(this.document.path("paths"));
	}

	@Test
	void hasNoTypesOfLibraries() {
		JsonNode schemas = this.document.path("components").path("schemas");
		assertThat(schemas.propertyNames()).doesNotContain("JsonNode", "ObjectNode")
			.noneMatch((name) -> name.startsWith("ServerSentEvent"));
		assertThat(schemas.at("/ScenarioStepEnded/allOf/1/properties").propertyNames()).contains("value", "error");
		assertThat(schemas.at("/ScenarioSteps/properties/outcome/$ref").asString())
			.isEqualTo("#/components/schemas/Outcome");
		assertThat(this.document.at("/paths/~1api~1scenarios/post/responses/200/content/application~1json/schema/$ref")
			.asString()).isEqualTo("#/components/schemas/Outcome");
		assertThat(this.document.at("/paths/~1api~1scenarios/post/requestBody/content/application~1json/schema/$ref")
			.asString()).isEqualTo("#/components/schemas/Scenario");
	}

	private Stream<String> concepts() {
		return JsonMapper.shared()
			.readTree(this.client.get().uri("/api/lessons").exchange().expectBody().returnResult().getResponseBody())
			.valueStream()
			.map((concept) -> concept.path("concept").asString());
	}

	@Test
	void hasOnlyTheApi() {
		assertThat(this.document.path("paths").propertyNames()).isNotEmpty()
			.allMatch((path) -> path.startsWith("/api/"));
	}

	@Test
	void everyOperationRefersToTheOneAnswerForErrors() {
		assertThat(this.document.path("paths").valueStream().flatMap(JsonNode::valueStream))
			.allSatisfy((operation) -> assertThat(
					operation.path("responses").propertyNames().stream().filter((code) -> !code.startsWith("2")))
				.containsExactly("default"));
		assertThat(this.document.at("/paths/~1api~1documented/get/responses/default/$ref").asString())
			.isEqualTo("#/components/responses/Problem");
	}

	@Test
	void errorsArePictured() {
		JsonNode answer = this.document.at("/components/responses/Problem");
		JsonNode problem = answer.path("content").path("application/problem+json");
		assertThat(problem.path("schema").path("$ref").asString()).isEqualTo("#/components/schemas/Problem");
		assertThat(problem.path("examples").valueStream()).hasSize(ErrorAnswer.ALL.size())
			.allSatisfy((example) -> assertThat(example.at("/value/detail").asString()).isNotEmpty());
		assertThat(problem.path("examples").propertyNames())
			.allSatisfy((status) -> assertThat(answer.path("description").asString()).contains(status));
		assertThat(answer.path("headers").has("Retry-After")).isTrue();
	}

	@Test
	void examplesHaveThePropertiesOfRealProblems() {
		assertThat(example("400 Bad Request"))
			.isEqualTo(properties("/api/documented/styled?style=fast", "application/json"));
		assertThat(example("406 Not Acceptable")).isEqualTo(properties("/api/documented", "image/png"));
		assertThat(example("404 Not Found")).isEqualTo(properties("/api/nothing", "application/json"));
	}

	/** As {@code @RequestParam} has it, whatever else is said of the parameter. */
	@Test
	void everyDefaultIsDocumented() {
		List<String> wrong = new ArrayList<>();
		this.mappings.getHandlerMethods().forEach((mapping, handler) -> {
			for (MethodParameter parameter : handler.getMethodParameters()) {
				RequestParam request = parameter.getParameterAnnotation(RequestParam.class);
				parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
				String name = parameter.getParameterName();
				if (request != null && name != null) {
					boolean usual = !ValueConstants.DEFAULT_NONE.equals(request.defaultValue());
					mapping.getDirectPaths().forEach((path) -> {
						JsonNode documented = parameter(path, name);
						String given = documented.at("/schema/default").asString("none");
						if (!documented.isMissingNode() && !given.equals(usual ? request.defaultValue() : "none")) {
							wrong.add(path + " " + documented);
						}
					});
				}
			}
		});
		assertThat(wrong).isEmpty();
		assertThat(parameter("/api/capacity", "rate").at("/schema").toString())
			.isEqualTo("{\"type\":\"integer\",\"default\":40,\"maximum\":1000,\"minimum\":1}");
	}

	@Test
	void aSentenceIsDocumentedBesideItsEnglish() {
		JsonNode schemas = this.document.path("components").path("schemas");
		assertThat(schemas.at("/Report/properties/lesson/type").asString()).isEqualTo("string");
		assertThat(schemas.at("/Report/properties/lessonSentence/$ref").asString())
			.isEqualTo(schemas.at("/Problem/properties/allowedSentence/$ref").asString())
			.isEqualTo("#/components/schemas/Sentence");
		assertThat(schemas.at("/Sentence/properties").propertyNames()).containsExactlyInAnyOrder("code", "args");
	}

	@Test
	void formatIsDocumentedWhereThereIsAChoice() {
		JsonNode format = parameter("/api/documented", "format");
		assertThat(format.path("in").asString()).isEqualTo("query");
		assertThat(format.path("required").asBoolean()).isFalse();
		assertThat(format.path("schema").path("enum").valueStream().map(JsonNode::asString)).containsExactly("json",
				"svg");
		assertThat(this.document.at("/paths/~1api~1documented/get/responses/200/content").propertyNames())
			.containsExactlyInAnyOrder("application/json", "image/svg+xml", "text/event-stream");
		assertThat(parameter("/api/documented/styled", "format").isMissingNode()).isTrue();
	}

	@Test
	void stylesThatAConceptLacksAreNotOffered() {
		assertThat(offered("/api/gather", "style")).contains("async-pool", "webclient", "virtual-thread", "asyncio");
		assertThat(offered("/api/run", "style")).contains("webclient", "virtual-thread", "asyncio")
			.doesNotContain("async-pool");
		assertThat(offered("/api/compare", "concept")).contains("gather", "wait").doesNotContain("run", "hello");
	}

	@Test
	void aStyleThatCanBeRepeatedIsListedToo() {
		JsonNode style = parameter("/api/capacity", "style").path("schema");
		assertThat(style.at("/type").asString()).isEqualTo("array");
		assertThat(style.at("/items/enum").valueStream().map(JsonNode::asString)).contains("async-pool", "asyncio");
	}

	private Stream<String> offered(String path, String name) {
		return parameter(path, name).path("schema").path("enum").valueStream().map(JsonNode::asString);
	}

	@Test
	void enumsAreListedAsUsersWriteThem() {
		for (String name : List.of("style", "other")) {
			JsonNode schema = parameter("/api/documented/styled", name).path("schema");
			assertThat(schema.path("enum").valueStream().map(JsonNode::asString)).containsExactly("async-pool",
					"webclient");
		}
		assertThat(parameter("/api/documented/styled", "style").path("schema").path("default").asString())
			.isEqualTo("async-pool");
	}

	@Test
	void numbersHaveTheBoundsThatAreConfigured() {
		assertThat(parameter("/api/collapse", "rate").at("/schema/minimum").asInt()).isEqualTo(1);
		assertThat(parameter("/api/collapse", "rate").at("/schema/maximum").asInt()).isEqualTo(1000);
		assertThat(parameter("/api/capacity", "calls").at("/schema/minimum").asInt()).isEqualTo(1);
		assertThat(parameter("/api/capacity", "calls").at("/schema/maximum").asInt()).isEqualTo(50);
		assertThat(parameter("/api/capacity", "threads").at("/schema/maximum").asInt()).isEqualTo(200);
		assertThat(parameter("/api/cpu-bound", "jobs").at("/schema/maximum").asInt()).isEqualTo(9);
		assertThat(parameter("/api/cpu-bound", "size").at("/schema/maximum").asInt()).isEqualTo(2_000_000);
	}

	private JsonNode parameter(String path, String name) {
		return this.document.path("paths")
			.path(path)
			.path("get")
			.path("parameters")
			.valueStream()
			.filter((parameter) -> parameter.path("name").asString().equals(name))
			.findFirst()
			.orElse(JsonMapper.shared().missingNode());
	}

	private List<String> example(String status) {
		return this.document.at("/components/responses/Problem/content/application~1problem+json/examples")
			.path(status)
			.path("value")
			.propertyNames()
			.stream()
			.sorted()
			.toList();
	}

	private List<String> properties(String uri, String accept) {
		return JsonMapper.shared()
			.readTree(this.client.get()
				.uri(uri)
				.header("Accept", accept)
				.exchange()
				.expectBody()
				.returnResult()
				.getResponseBody())
			.propertyNames()
			.stream()
			.sorted()
			.toList();
	}

	enum Style {

		ASYNC_POOL, WEBCLIENT

	}

	record Choice(Style other) {
	}

	@RestController
	@Tag(name = Tags.LEARN)
	static class SampleController {

		@GetMapping(path = "/api/documented", produces = { MediaType.APPLICATION_JSON_VALUE, "image/svg+xml" })
		Map<String, String> answers() {
			return Map.of();
		}

		@GetMapping(path = "/api/documented", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
		String streams() {
			return "";
		}

		@PostMapping("/api/documented")
		String reads(@RequestBody Choice body) {
			return body.toString();
		}

		@GetMapping("/api/documented/{name}")
		String names(@PathVariable String name) {
			return name;
		}

		@GetMapping("/api/documented/styled")
		String styles(@RequestParam(defaultValue = "async-pool") Style style, @ParameterObject Choice choice) {
			return style + " " + choice;
		}

		@GetMapping("/undocumented")
		String isNoPartOfTheApi() {
			return "";
		}

	}

}
