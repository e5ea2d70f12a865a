package dev.asynclab.page;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassModel;
import java.lang.classfile.CodeModel;
import java.lang.classfile.Instruction;
import java.lang.classfile.instruction.ConstantInstruction;
import java.lang.classfile.instruction.InvokeInstruction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

import dev.asynclab.AsyncLabApplication;
import dev.asynclab.LabTest;
import dev.asynclab.notation.Sentence;
import dev.asynclab.semantics.probe.Facts;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the service says, in Chinese.
 */
@LabTest
class ServiceWordsTests {

	private static final Pattern ARGUMENT = Pattern.compile("\\{(\\d)}");

	private static final Pattern CODE = Pattern.compile("[a-z]+(?:[-.][a-z]+)*");

	private final JsonMapper json = new JsonMapper();

	private final JsonNode chinese;

	@Autowired
	private RestTestClient client;

	ServiceWordsTests() throws IOException {
		this.chinese = this.json
			.readTree(new ClassPathResource("static/page/words/zh.json").getContentAsString(StandardCharsets.UTF_8));
	}

	/**
	 * The Chinese of a sentence stands beside the English that was translated: where the
	 * English has changed since, the Chinese may have to change too.
	 */
	@Test
	void everythingThatTheServiceSaysHasChineseOfItsEnglishAndNoneIsLeftOver() throws IOException {
		Map<String, String> said = sentences();
		assertThat(said).hasSizeGreaterThan(190);
		said.putAll(textsWithKeys());
		Map<String, String> translated = new TreeMap<>();
		this.chinese.forEachEntry((code, words) -> {
			if (words.isArray()) {
				translated.put(code, words.path(0).asString());
			}
		});
		assertThat(without(said, translated)).as("said, but zh.json has no such key with this English").isEmpty();
		assertThat(without(translated, said)).as("in zh.json, but not said with this English").isEmpty();
		assertThat(said.values()).as("a reader of the page can send no DELETE")
			.noneMatch((text) -> text.contains("DELETE"));
	}

	private static Map<String, String> without(Map<String, String> texts, Map<String, String> others) {
		Map<String, String> rest = new TreeMap<>(texts);
		rest.entrySet().removeAll(others.entrySet());
		return rest;
	}

	@Test
	void everySentenceHasTheSameArgumentsInChinese() {
		this.chinese.forEachEntry((code, words) -> {
			if (words.isArray()) {
				assertThat(words).as(code).hasSize(2);
				assertThat(words.path(1).asString()).as(code).isNotBlank();
				assertThat(arguments(words.path(1))).as(code).containsExactlyInAnyOrder(arguments(words.path(0)));
			}
		});
	}

	@ParameterizedTest
	@CsvSource({ "OK, /api/gather?count=3&delay=1ms&limit=2, lesson", "OK, /api/cpu-bound?jobs=1&size=1000, lesson",
			"OK, /api/semantics?fact=results-in-order, rows/0/cells/1/idiom/seen",
			"OK, /api/lessons, 1/styles/0/reason", "BAD_REQUEST, /api/gather?count=0, detail",
			"BAD_REQUEST, /api/gather?count=0, allowed",
			"BAD_REQUEST, /api/gather?style=webclient&job=A:60s:block, value",
			"UNPROCESSABLE_CONTENT, /api/run?style=async-pool, detail" })
	void besideTheEnglishStandItsCodeAndArguments(HttpStatus status, String path, String field) {
		JsonNode answer = ask(path, status);
		JsonNode sentence = field.equals("detail") ? answer : answer.at("/" + field + "Sentence");
		assertThat(answer.at("/" + field).asString()).isNotBlank().isEqualTo(english(sentence));
	}

	private String english(JsonNode sentence) {
		return ARGUMENT.matcher(this.chinese.path(sentence.path("code").asString()).path(0).asString())
			.replaceAll((it) -> {
				JsonNode argument = sentence.path("args").path(Integer.parseInt(it.group(1)));
				return Matcher.quoteReplacement(argument.isObject() ? english(argument) : argument.asString());
			});
	}

	private Map<String, String> textsWithKeys() throws IOException {
		Map<String, String> texts = new TreeMap<>();
		ask("/api/pitfalls", HttpStatus.OK)
			.forEach((pitfall) -> List.of("title", "springSide", "asyncioSide", "rule", "inYourService")
				.forEach((name) -> texts.put("pitfall." + pitfall.at("/id").asString() + "." + name,
						pitfall.get(name).asString())));
		Facts.statements().forEach((fact) -> {
			texts.put("fact." + fact.id() + ".statement", fact.text());
			texts.put("fact." + fact.id() + ".matters", fact.matters());
		});
		List<String> observed = observedFields();
		assertThat(observed).hasSizeGreaterThan(60);
		observed.forEach((name) -> texts.put("observed." + name, name));
		return texts;
	}

	private static List<String> observedFields() throws IOException {
		List<String> names = new ArrayList<>();
		for (ClassModel type : classes("pitfall/*/*$Observed")) {
			type.findAttribute(Attributes.record())
				.orElseThrow()
				.components()
				.forEach((component) -> names.add(component.name().stringValue()));
		}
		return names;
	}

	/**
	 * Finds the two constants of each call of {@link Sentence#of}.
	 */
	private static Map<String, String> sentences() throws IOException {
		Map<String, String> sentences = new TreeMap<>();
		for (ClassModel type : classes("**/*")) {
			type.methods().forEach((method) -> method.code().ifPresent((code) -> addSentences(code, sentences)));
		}
		return sentences;
	}

	private static void addSentences(CodeModel code, Map<String, String> sentences) {
		// A sentence can be the argument of another, so the last pair of constants comes
		// first.
		Deque<Map.Entry<String, String>> pairs = new ArrayDeque<>();
		String previous = "";
		for (Instruction instruction : code.elementStream()
			.filter(Instruction.class::isInstance)
			.map(Instruction.class::cast)
			.toList()) {
			String text = (instruction instanceof ConstantInstruction constant
					&& constant.constantValue() instanceof String string) ? string : "";
			if (!text.isEmpty() && CODE.matcher(previous).matches()) {
				pairs.push(Map.entry(previous, text));
			}
			if (isSentence(instruction)) {
				assertThat(pairs).as("code and English of a sentence in " + code.parent()).isNotEmpty();
				Map.Entry<String, String> pair = pairs.pop();
				assertThat(sentences.getOrDefault(pair.getKey(), pair.getValue())).as(pair.getKey())
					.isEqualTo(pair.getValue());
				sentences.put(pair.getKey(), pair.getValue());
			}
			previous = text;
		}
	}

	private static boolean isSentence(Instruction instruction) {
		return instruction instanceof InvokeInstruction call
				&& call.owner().asSymbol().equals(Sentence.class.describeConstable().orElseThrow())
				&& call.name().equalsString("of");
	}

	private static String[] arguments(JsonNode text) {
		return ARGUMENT.matcher(text.asString()).results().map(MatchResult::group).toArray(String[]::new);
	}

	private static List<ClassModel> classes(String path) throws IOException {
		List<ClassModel> classes = new ArrayList<>();
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources(AsyncLabApplication.class.getProtectionDomain().getCodeSource().getLocation()
					+ "dev/asynclab/" + path + ".class")) {
			classes.add(ClassFile.of().parse(resource.getContentAsByteArray()));
		}
		return classes;
	}

	private JsonNode ask(String path, HttpStatus status) {
		return this.json.readTree(Objects.requireNonNull(this.client.get()
			.uri(path)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isEqualTo(status)
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()));
	}

}
