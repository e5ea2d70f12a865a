package dev.asynclab.scenario.run;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;
import java.util.stream.Collectors;

import dev.asynclab.DocumentSection;
import dev.asynclab.job.Style;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Prints how often Spring's styles agree with CPython, on the golden scenarios that they
 * can run, and where they don't, why:
 * <pre>mvn test -Dtest=StyleConformanceTests -Dconformance</pre> With
 * {@code -Dconformance.write=true} it writes that into src/docs/semantics.md. Every
 * outcome is that of the style's own threads, pools and publishers on the real clock.
 * What differs is run again, since a busy machine rounds to other ticks.
 */
@EnabledIfSystemProperty(named = "conformance", matches = ".*")
@Timeout(600)
class StyleConformanceTests {

	private static final int ATTEMPTS = 5;

	@Test
	void everyDifferenceIsExplained() throws Exception {
		Map<Style, Map<String, List<String>>> found = new EnumMap<>(Style.class);
		try (StyleFixture styles = new StyleFixture();
				ExecutorService all = Executors.newVirtualThreadPerTaskExecutor()) {
			styles.warmUp();
			Map<Style, Map<String, Future<String>>> runs = new EnumMap<>(Style.class);
			for (JsonNode line : StyleFixture.golden()) {
				JsonNode stretched = StyleFixture.stretched(line);
				for (Style style : StyleFixture.STYLES) {
					if (styles.supports(StyleFixture.parse(line.get("scenario")), style)) {
						runs.computeIfAbsent(style, (_) -> new TreeMap<>())
							.put(line.at("/scenario/id").asString(),
									all.submit(() -> reason(styles, stretched, style)));
					}
				}
			}
			for (Style style : StyleFixture.STYLES) {
				Map<String, List<String>> reasons = found.computeIfAbsent(style, (_) -> new TreeMap<>());
				for (Map.Entry<String, Future<String>> run : Objects.requireNonNull(runs.get(style)).entrySet()) {
					reasons.computeIfAbsent(run.getValue().get(500, TimeUnit.SECONDS), (_) -> new ArrayList<>())
						.add(run.getKey());
				}
			}
		}
		found.forEach(StyleConformanceTests::print);
		if (Boolean.getBoolean("conformance.write")) {
			new DocumentSection("semantics.md", "conformance").hasOrIsGiven(tables(found), "conformance.write");
		}
		assertThat(found.values())
			.allSatisfy((reasons) -> assertThat(reasons).doesNotContainKey(Difference.UNEXPLAINED));
	}

	private static String reason(StyleFixture styles, JsonNode line, Style style) throws InterruptedException {
		String reason = Difference.of(styles.compare(line, style));
		for (int i = 1; i < ATTEMPTS && !reason.equals(Difference.NONE); i++) {
			reason = Difference.of(styles.compare(line, style));
		}
		return reason;
	}

	private static String tables(Map<Style, Map<String, List<String>>> found) {
		StringBuilder text = new StringBuilder(
				"| style | runs, of the 300 golden scenarios | agrees with CPython |\n| --- | ---: | ---: |\n");
		found.forEach((style, reasons) -> text.append("| `%s` | %d | %d |\n".formatted(style.id(),
				reasons.values().stream().mapToInt(List::size).sum(), count(reasons, Difference.NONE))));
		text.append("\n| what differs from CPython |")
			.append(row(found, (style, _) -> "`" + style.id() + "`"))
			.append("\n| --- |")
			.append(row(found, (_, _) -> "---:"))
			.append('\n');
		for (Difference difference : Difference.values()) {
			text.append("| " + difference.description() + " |").append(row(found, (_, reasons) -> {
				int count = count(reasons, difference.name());
				return (count == 0) ? "" : String.valueOf(count);
			})).append('\n');
		}
		return text.toString();
	}

	private static String row(Map<Style, Map<String, List<String>>> found,
			BiFunction<Style, Map<String, List<String>>, String> cell) {
		return found.entrySet()
			.stream()
			.map((each) -> " " + cell.apply(each.getKey(), each.getValue()) + " |")
			.collect(Collectors.joining());
	}

	private static int count(Map<String, List<String>> reasons, String reason) {
		return reasons.getOrDefault(reason, List.of()).size();
	}

	private static void print(Style style, Map<String, List<String>> reasons) {
		int runnable = reasons.values().stream().mapToInt(List::size).sum();
		int equal = reasons.getOrDefault(Difference.NONE, List.of()).size();
		System.out.printf("%s: runs %d of 300, and agrees on %d (%d%%)%n", style.id(), runnable, equal,
				Math.round(100.0 * equal / runnable));
		for (Difference difference : Difference.values()) {
			List<String> scenarios = reasons.getOrDefault(difference.name(), List.of());
			if (!scenarios.isEmpty()) {
				System.out.printf("%5d  %s: %s%n", scenarios.size(), difference.description(),
						String.join(" ", scenarios));
			}
		}
	}

}
