package dev.asynclab.page;

import java.io.IOException;
import java.lang.classfile.Attributes;
import java.lang.classfile.ClassFile;
import java.lang.classfile.constantpool.StringEntry;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

import dev.asynclab.LabTest;
import dev.asynclab.semantics.probe.Facts;
import org.junit.jupiter.api.Test;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for what the service says, in Chinese.
 */
@LabTest
class ServiceWordsTests {

	private static final Pattern ARGUMENT = Pattern.compile("\\{\\d}");

	private static final Pattern BUSY = Pattern
		.compile("at once|under way|too busy|at a time|others wait|queue is full");

	/** Where the compiler or a format leaves room for a value. */
	private static final Pattern VALUE = Pattern.compile("\\u0001|%(?:\\.\\d)?[sdf]");

	private final JsonMapper json = new JsonMapper();

	@Autowired
	private RestTestClient client;

	@Test
	void everyTextWithAKeyHasChineseAndNoneIsLeftOver() throws IOException {
		Set<String> keys = new TreeSet<>(englishTexts().keySet());
		observedFields().forEach((name) -> keys.add("observed." + name));
		assertThat(words("texts").keySet()).isEqualTo(keys);
		assertThat(words("texts").values()).noneMatch(String::isBlank);
	}

	/**
	 * Who changes an English text learns here which Chinese to change with it, and writes
	 * the new English into translated.json.
	 */
	@Test
	void theChineseIsOfTheEnglishThatTheServiceSays() throws IOException {
		String translated = new ClassPathResource("translated.json", getClass())
			.getContentAsString(StandardCharsets.UTF_8);
		assertThat(englishTexts())
			.isEqualTo(this.json.readValue(translated, new TypeReference<TreeMap<String, String>>() {
			}));
	}

	private Map<String, String> englishTexts() {
		Map<String, String> texts = new TreeMap<>();
		ask("/api/pitfalls").forEach((pitfall) -> List.of("title", "springSide", "asyncioSide", "rule")
			.forEach((name) -> texts.put("pitfall." + pitfall.at("/id").asString() + "." + name,
					pitfall.get(name).asString())));
		Facts.statements().forEach((fact) -> {
			texts.put("fact." + fact.id() + ".statement", fact.text());
			texts.put("fact." + fact.id() + ".matters", fact.matters());
		});
		return texts;
	}

	private static List<String> observedFields() throws IOException {
		List<String> names = new ArrayList<>();
		for (Resource resource : new PathMatchingResourcePatternResolver()
			.getResources("classpath*:dev/asynclab/pitfall/*/*$Observed.class")) {
			ClassFile.of()
				.parse(resource.getContentAsByteArray())
				.findAttribute(Attributes.record())
				.orElseThrow()
				.components()
				.forEach((component) -> names.add(component.name().stringValue()));
		}
		assertThat(names).hasSizeGreaterThan(60);
		return names;
	}

	@Test
	void everythingThatAProbeSawHasChinese() throws IOException {
		List<String> seen = new ArrayList<>();
		ask("/api/semantics").at("/rows")
			.forEach((row) -> row.at("/cells")
				.forEach((cell) -> List.of("idiom", "lesson")
					.forEach((form) -> seen.add(cell.at("/" + form + "/seen").asString()))));
		assertThat(seen).hasSizeGreaterThan(200);
		assertAllTranslated(seen);
	}

	@Test
	void everySentenceOfALessonHasChinese() throws IOException {
		List<String> sentences = constants("lesson/**/*Lesson", "collapse/*Site", "cpubound/CpuSites").stream()
			.filter((text) -> text.contains(" ") && text.endsWith("."))
			.toList();
		assertThat(sentences).hasSizeGreaterThan(40);
		assertAllTranslated(sentences);
	}

	@Test
	void everyReasonOfAPredictionHasChinese() throws IOException {
		List<String> reasons = constants("collapse/Prediction").stream()
			.filter((text) -> text.matches("(?s).*[a-z]{2} [a-z].*"))
			.toList();
		assertThat(reasons).hasSizeGreaterThan(2);
		assertAllTranslated(reasons);
	}

	@Test
	void everyRefusalOfWhoIsBusyHasChinese() throws IOException {
		List<String> reasons = constants("admission/Admission", "pitfall/PitfallRuns", "pitfall/JvmWide",
				"collapse/CollapseExperiments", "cpubound/CpuBoundRuns", "semantics/SemanticsProbes",
				"problem/ProblemAdvice")
			.stream()
			.filter((text) -> BUSY.matcher(text).find())
			.toList();
		assertThat(reasons).hasSizeGreaterThanOrEqualTo(11);
		assertAllTranslated(reasons);
	}

	/**
	 * The page takes the sentence that says most of those that fit.
	 */
	@Test
	void noSentenceIsTakenForAnother() throws IOException {
		List<String> sentences = words("sentences").keySet()
			.stream()
			.sorted(Comparator.comparingInt((String it) -> -ARGUMENT.matcher(it).replaceAll("").length()))
			.toList();
		assertThat(sentences).allSatisfy((sentence) -> {
			String said = ARGUMENT.matcher(sentence).replaceAll("8");
			assertThat(sentences.stream().filter((it) -> pattern(it).matcher(said).matches()).findFirst())
				.contains(sentence);
		});
	}

	@Test
	void everySentenceHasTheSameValuesInChinese() throws IOException {
		words("sentences").forEach((english, chinese) -> {
			assertThat(chinese).as(english).isNotBlank();
			assertThat(arguments(chinese)).as(english).containsExactlyInAnyOrder(arguments(english));
		});
	}

	private static void assertAllTranslated(List<String> texts) throws IOException {
		List<Pattern> known = words("sentences").keySet().stream().map(ServiceWordsTests::pattern).toList();
		assertThat(texts.stream()
			.map((text) -> VALUE.matcher(text).replaceAll("8"))
			.filter((text) -> known.stream().noneMatch((pattern) -> pattern.matcher(text).matches()))
			.distinct()).isEmpty();
	}

	private static Pattern pattern(String sentence) {
		return Pattern.compile(ARGUMENT.splitAsStream(sentence).map(Pattern::quote).collect(Collectors.joining(".+?"))
				+ (sentence.matches(".*\\{\\d}") ? ".+" : ""), Pattern.DOTALL);
	}

	private static String[] arguments(String text) {
		return ARGUMENT.matcher(text).results().map(MatchResult::group).toArray(String[]::new);
	}

	/**
	 * The strings in compiled classes: what they say, with a mark for each value in it.
	 */
	private static List<String> constants(String... classes) throws IOException {
		List<String> constants = new ArrayList<>();
		for (String path : classes) {
			for (Resource resource : new PathMatchingResourcePatternResolver()
				.getResources("classpath*:dev/asynclab/" + path + ".class")) {
				StreamSupport
					.stream(ClassFile.of().parse(resource.getContentAsByteArray()).constantPool().spliterator(), false)
					.filter(StringEntry.class::isInstance)
					.map((entry) -> ((StringEntry) entry).stringValue())
					.forEach(constants::add);
			}
		}
		return constants;
	}

	private JsonNode ask(String path) {
		return this.json.readTree(Objects.requireNonNull(this.client.get()
			.uri(path)
			.accept(MediaType.APPLICATION_JSON)
			.exchange()
			.expectStatus()
			.isOk()
			.expectBody(String.class)
			.returnResult()
			.getResponseBody()));
	}

	private static Map<String, String> words(String kind) throws IOException {
		String json = new ClassPathResource("static/page/words/zh-service.json")
			.getContentAsString(StandardCharsets.UTF_8);
		return Objects.requireNonNull(
				new JsonMapper().readValue(json, new TypeReference<TreeMap<String, TreeMap<String, String>>>() {
				}).get(kind));
	}

}
