package dev.asynclab.page;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.core.io.support.PathMatchingResourcePatternResolver;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Tests for the words of the page, in both languages.
 */
class WordsTests {

	private static final Pattern ARGUMENT = Pattern.compile("\\{\\w+}");

	private static final Pattern NAMED = Pattern
		.compile("(?:say|label|word)(?:\\(|: |=)\\[?(?:[\\w.]+, )?['\"]([a-zA-Z]+\\.[\\w.-]+)['\"]");

	private static final Pattern PREFIX = Pattern.compile("[`']([a-zA-Z]+\\.)(?:\\$\\{|')");

	@Test
	void bothLanguagesHaveTheSameKeysAndArguments() throws IOException {
		Map<String, String> english = words("en");
		Map<String, String> chinese = words("zh");
		assertThat(chinese.keySet()).isEqualTo(english.keySet());
		english.forEach((key, text) -> {
			assertThat(text).as(key).isNotBlank();
			assertThat(chinese.getOrDefault(key, "")).as(key).isNotBlank();
			assertThat(arguments(chinese.getOrDefault(key, ""))).as(key).isEqualTo(arguments(text));
		});
	}

	@Test
	void everyKeyThatThePageNamesHasWords() throws IOException {
		Set<String> named = sources().stream()
			.flatMap((source) -> NAMED.matcher(source).results())
			.map((match) -> match.group(1))
			.collect(Collectors.toCollection(TreeSet::new));
		assertThat(named).hasSizeGreaterThan(50);
		assertThat(words("en").keySet()).containsAll(named);
	}

	@Test
	void noWordsAreLeftOver() throws IOException {
		String all = String.join("\n", sources());
		Set<String> prefixes = PREFIX.matcher(all).results().map((match) -> match.group(1)).collect(Collectors.toSet());
		assertThat(words("en").keySet()).allMatch((key) -> all.contains("'" + key + "'")
				|| all.contains("\"" + key + "\"") || prefixes.stream().anyMatch(key::startsWith));
	}

	private static Set<String> arguments(String text) {
		return ARGUMENT.matcher(text).results().map(MatchResult::group).collect(Collectors.toCollection(TreeSet::new));
	}

	private static Map<String, String> words(String language) throws IOException {
		String json = new ClassPathResource("static/page/words/" + language + ".json")
			.getContentAsString(StandardCharsets.UTF_8);
		Map<String, String> words = new TreeMap<>();
		new JsonMapper().readTree(json).forEachEntry((key, text) -> {
			// The other ones are what the service says: ServiceWordsTests.
			if (text.isString()) {
				words.put(key, text.asString());
			}
		});
		return words;
	}

	private static List<String> sources() throws IOException {
		PathMatchingResourcePatternResolver resolver = new PathMatchingResourcePatternResolver();
		List<String> sources = new ArrayList<>();
		for (String pattern : List.of("classpath:/static/*.html", "classpath:/static/page/**/*.js")) {
			for (Resource resource : resolver.getResources(pattern)) {
				sources.add(resource.getContentAsString(StandardCharsets.UTF_8));
			}
		}
		return sources;
	}

}
