package dev.asynclab.openapi;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import dev.asynclab.LabTest;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.api.parallel.ResourceLock;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;
import tools.jackson.databind.node.StringNode;

import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.test.context.ActiveProfiles;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The examples in the document are answers of the service. With
 * {@code -Dopenapi.examples.write=true} this test records them.
 */
@LabTest
@ActiveProfiles("experiments")
@Execution(ExecutionMode.CONCURRENT)
@ResourceLock("experiments")
@Timeout(300)
class AnswerExampleTests {

	private static final Path FILES = Path.of("src/main/resources/dev/asynclab/openapi/examples");

	private static final boolean WRITE = Boolean.getBoolean("openapi.examples.write");

	private static final int MOST_ELEMENTS = 3;

	private static final int MOST_CHARACTERS = 400;

	/** What is asked, where the default takes long, or is refused. */
	private static final Map<String, String> QUERIES = Map.ofEntries(Map.entry("/api/capacity", "mode=predict"),
			Map.entry("/api/collapse", "rate=20&phase=500ms&delay=10ms"),
			Map.entry("/api/retry-storm", "rate=20&phase=500ms&retries=0"),
			Map.entry("/api/scale", "tasks=1000&delay=50ms"), Map.entry("/api/cpu-bound", "size=20000"),
			Map.entry("/api/run", "style=asyncio"), Map.entry("/api/semantics", "fact=results-in-order"),
			Map.entry("/api/compare", "job=A:100ms&job=B:50ms"));

	private static final Map<String, String> IDS = Map.of("/api/pitfalls/{id}", "future-cancel");

	private final JsonMapper json = JsonMapper.shared();

	private final HttpClient client = HttpClient.newHttpClient();

	@LocalServerPort
	private int port;

	@Test
	void everyAnswerHasAnExampleThatIsTrue() throws Exception {
		JsonNode document = this.json.readTree(ask("GET", "/v3/api-docs", MediaType.APPLICATION_JSON, null).body());
		List<String> wrong = new ArrayList<>();
		for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
			for (Map.Entry<String, JsonNode> operation : path.getValue().properties()) {
				String method = operation.getKey().toUpperCase(Locale.ROOT);
				for (Map.Entry<String, JsonNode> response : operation.getValue().path("responses").properties()) {
					for (Map.Entry<String, JsonNode> content : response.getValue().path("content").properties()) {
						MediaType type = MediaType.parseMediaType(content.getKey());
						String file = AnswerExample.file(method, path.getKey(), type);
						boolean json = type.isCompatibleWith(MediaType.APPLICATION_JSON);
						if (!WRITE && !json) {
							if (!content.getValue().has("example")) {
								wrong.add(file + " is missing");
							}
							continue;
						}
						String body = answer(method, path.getKey(), type, operation.getValue());
						if (WRITE && !file.equals("trace.json")) {
							Files.createDirectories(FILES);
							Files.writeString(FILES.resolve(file),
									cut(body.replace("localhost:" + this.port, "localhost:8080"), type));
						}
						else if (json) {
							wrong.addAll(check(document, file, content.getValue(), body));
						}
					}
				}
			}
		}
		assertThat(wrong).isEmpty();
	}

	private List<String> check(JsonNode document, String name, JsonNode content, String body) {
		JsonNode example = content.path("example");
		if (example.isMissingNode()) {
			return List.of(name + " is missing");
		}
		Schema schema = schema(document, content.path("schema"));
		JsonNode answer = this.json.readTree(body);
		return Stream.concat(errors(name + " (example)", schema, example), errors(name, schema, answer)).toList();
	}

	/**
	 * Returns a schema that knows the others of the document, and in which an object has
	 * no field that is not documented.
	 */
	private Schema schema(JsonNode document, JsonNode schema) {
		ObjectNode whole = (ObjectNode) schema.deepCopy();
		whole.set("components", document.path("components").deepCopy());
		strict(whole);
		return SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
			.getSchema(SchemaLocation.of("urn:document"), whole);
	}

	// The document does not say which fields of an event are required, so that an event
	// may be one of several.
	private static void strict(JsonNode json) {
		if (json.has("allOf")) {
			return;
		}
		json.forEach(AnswerExampleTests::strict);
		if (json instanceof ObjectNode object) {
			if (object.has("oneOf")) {
				object.set("anyOf", object.remove("oneOf"));
			}
			if (object.path("properties").isObject() && object.path("type").asString("").equals("object")
					&& !object.has("anyOf") && !object.has("discriminator")) {
				object.put("unevaluatedProperties", false);
			}
		}
	}

	private static Stream<String> errors(String name, Schema schema, JsonNode json) {
		return schema.validate(withoutNulls(json)).stream().map((error) -> name + ": " + error);
	}

	// What is null need not be there.
	private static JsonNode withoutNulls(JsonNode json) {
		JsonNode copy = json.deepCopy();
		removeNulls(copy);
		return copy;
	}

	private static void removeNulls(JsonNode json) {
		if (json instanceof ObjectNode object) {
			object.removeIf(JsonNode::isNull);
		}
		json.forEach(AnswerExampleTests::removeNulls);
	}

	private String answer(String method, String path, MediaType type, JsonNode operation) throws Exception {
		@Nullable String body = operation.at("/requestBody/content/application~1json/examples")
			.valueStream()
			.findFirst()
			.map((example) -> example.path("value").toString())
			.orElse(null);
		HttpResponse<String> response = ask(method, uri(method, path), type, body);
		assertThat(response.statusCode()).as(method + " " + path + ": " + response.body()).isBetween(200, 299);
		return response.body();
	}

	private String uri(String method, String path) throws Exception {
		String id = IDS.get(path);
		if (id == null && path.contains("{id}")) {
			id = this.json
				.readTree(ask("POST", "/api/tasks", MediaType.APPLICATION_JSON,
						"{\"name\": \"report\", \"delay\": \"100ms\"}")
					.body())
				.path("id")
				.asString();
		}
		return path.replace("{id}", Optional.ofNullable(id).orElse("")) + "?"
				+ (method.equals("GET") ? QUERIES.getOrDefault(path, "") : "");
	}

	private HttpResponse<String> ask(String method, String uri, MediaType type, @Nullable String body)
			throws IOException, InterruptedException {
		HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://localhost:" + this.port + uri))
			.header("Accept", type.toString())
			.method(method,
					(body != null) ? HttpRequest.BodyPublishers.ofString(body) : HttpRequest.BodyPublishers.noBody());
		if (body != null) {
			request.header("Content-Type", MediaType.APPLICATION_JSON_VALUE);
		}
		return this.client.send(request.build(), HttpResponse.BodyHandlers.ofString());
	}

	private String cut(String body, MediaType type) {
		if (type.isCompatibleWith(MediaType.APPLICATION_JSON)) {
			return this.json.writerWithDefaultPrettyPrinter().writeValueAsString(cut(this.json.readTree(body))) + "\n";
		}
		return List.of("plain", "x-python").contains(type.getSubtype()) ? body : cut(body);
	}

	private static JsonNode cut(JsonNode json) {
		return switch (json) {
			case ArrayNode array -> {
				ArrayNode less = array.arrayNode();
				array.valueStream().limit(MOST_ELEMENTS).map(AnswerExampleTests::cut).forEach(less::add);
				yield less;
			}
			case ObjectNode object -> {
				ObjectNode less = object.objectNode();
				object.properties().forEach((field) -> less.set(field.getKey(), cut(field.getValue())));
				yield less;
			}
			case StringNode text -> StringNode.valueOf(cut(text.asString()));
			default -> json;
		};
	}

	private static String cut(String text) {
		return (text.length() > MOST_CHARACTERS) ? text.substring(0, MOST_CHARACTERS) + "…" : text;
	}

}
