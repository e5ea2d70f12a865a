package dev.asynclab.lesson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.http.HttpStatus;
import org.springframework.http.HttpStatusCode;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The matrix in src/docs/lessons.md, of which style has which lesson, is what the service
 * answers.
 */
@LessonTest
class LessonMatrixTests {

	private static final Pattern ROW = Pattern.compile("(?m)^\\| `/api/(?<concept>[a-z-]+)` \\| (?<cells>.+) \\|$");

	private static final Pattern LESSON = Pattern
		.compile("\\[(?<name>\\w+)]\\(../main/java/dev/asynclab/lesson/\\w+/\\k<name>\\.java\\)");

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	static Stream<Row> rows() throws IOException {
		return ROW.matcher(Files.readString(Path.of("src/docs/lessons.md")))
			.results()
			.map((row) -> new Row(row.group("concept"), List.of(row.group("cells").split(" \\| ", -1))));
	}

	@Test
	void theRegistrySaysTheSame() throws IOException {
		List<Row> registered = this.json.readTree(body("/api/lessons"))
			.valueStream()
			.map((concept) -> new Row(concept.at("/concept").asString(),
					concept.at("/styles").valueStream().map(LessonMatrixTests::cell).toList()))
			.toList();
		assertThat(rows()).containsExactlyInAnyOrderElementsOf(registered);
	}

	private static String cell(JsonNode style) {
		String source = style.at("/source").asString("");
		return source.isEmpty() ? "422" : "[%s](../main/java/dev/asynclab/%s)"
			.formatted(source.substring(source.lastIndexOf('/') + 1).replace(".java", ""), source);
	}

	@Test
	void everyLessonHasItsRow() throws IOException {
		JsonNode paths = this.json.readTree(body("/v3/api-docs")).at("/paths");
		Set<String> lessons = new TreeSet<>();
		paths.properties().forEach((path) -> {
			if (path.getValue()
				.at("/get/responses/200/content/application~1json/schema/$ref")
				.asString("")
				.endsWith("/Report")) {
				lessons.add(path.getKey().replace("/api/", ""));
			}
		});
		assertThat(rows().map(Row::concept)).containsExactlyInAnyOrderElementsOf(lessons);
	}

	@ParameterizedTest
	@MethodSource("rows")
	void aCellIsALessonOrARefusal(Row row) {
		assertThat(row.cells()).hasSameSizeAs(Style.values());
		Iterator<String> cells = row.cells().iterator();
		for (Style style : Style.values()) {
			String cell = cells.next();
			HttpStatusCode status = status(row.concept(), style);
			if (status.isSameCodeAs(HttpStatus.UNPROCESSABLE_CONTENT)) {
				assertThat(cell).as("%s %s", row.concept(), style.id()).isEqualTo("422");
			}
			else {
				assertThat(status).isEqualTo(HttpStatus.OK);
				assertThat(cell).as("%s %s", row.concept(), style.id())
					.matches(LESSON)
					.startsWith("[" + style.shape().prefix());
			}
		}
	}

	private HttpStatusCode status(String concept, Style style) {
		String plan = switch (concept) {
			case "hello" -> "delay=0ms";
			case "queue" -> "items=1&delay=0ms";
			default -> "count=1&delay=0ms";
		};
		return this.client.get()
			.uri("/api/" + concept + "?" + plan + "&style=" + style.id())
			.exchange()
			.expectBody(String.class)
			.returnResult()
			.getStatus();
	}

	private String body(String path) {
		return Objects.requireNonNull(this.client.get()
			.uri(path)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody());
	}

	record Row(String concept, List<String> cells) {

	}

}
