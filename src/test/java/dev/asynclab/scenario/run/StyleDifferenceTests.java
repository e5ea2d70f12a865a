package dev.asynclab.scenario.run;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.asynclab.job.Style;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * Where Spring's styles agree with CPython and where they differ, on golden scenarios
 * chosen for each. Compared without times, but for a difference that is one of times.
 */
@Timeout(120)
class StyleDifferenceTests {

	private static final Pattern SPACE = Pattern.compile("\\s+");

	private static final int ATTEMPTS = 3;

	private static final int LONG_STRETCH = 12;

	private static final Map<Style, String> AGREE = new EnumMap<>(Map.of(Style.ASYNC_POOL, """
			s1-5 s1-12 s1-14 s1-15 s1-28 s1-79 s1-85 s1-91 s1-101 s1-111 s1-112 s1-141 s1-147 s1-151 s1-154 s1-180
			s1-202 s1-209 s1-217 s1-238 s1-241 s1-245 s1-267 s1-276 s1-280 s1-282 s1-291""", Style.WEBCLIENT, """
			s1-14 s1-15 s1-24 s1-28 s1-34 s1-68 s1-83 s1-91 s1-98 s1-101 s1-111 s1-154 s1-173 s1-180 s1-202 s1-209
			s1-217 s1-238 s1-241 s1-265 s1-267 s1-296""", Style.VIRTUAL_THREAD, """
			s1-5 s1-14 s1-15 s1-24 s1-28 s1-34 s1-54 s1-58 s1-70 s1-81 s1-83 s1-85 s1-91 s1-98 s1-111 s1-114 s1-141
			s1-147 s1-151 s1-154 s1-158 s1-163 s1-180 s1-202 s1-209 s1-217 s1-240 s1-241 s1-245 s1-253 s1-267
			s1-276 s1-282"""));

	private static final Map<Style, Map<Difference, String>> DIFFER = new EnumMap<>(Map.of(Style.ASYNC_POOL,
			Map.of(Difference.GROUP_ERROR, "s1-235", Difference.GROUP_CANCELLED_CHILD, "s1-198",
					Difference.AS_COMPLETED_TIMEOUT, "s1-84", Difference.SEQUENCE_GOES_ON, "s1-158", Difference.NO_WAIT,
					"s1-131", Difference.REFUSAL_LOST, "s1-76", Difference.CANCEL_AGAIN, "s1-292",
					Difference.SECOND_CANCEL, "s1-145", Difference.UNRETRIEVED, "s1-140", Difference.THREAD, "s1-115"),
			Style.WEBCLIENT,
			Map.of(Difference.GROUP_ERROR, "s1-235", Difference.GROUP_CANCELLED_CHILD, "s1-57",
					Difference.AS_COMPLETED_TIMEOUT, "s1-224", Difference.NO_WAIT, "s1-20", Difference.CANCEL_AGAIN,
					"s1-292", Difference.SECOND_CANCEL, "s1-145", Difference.UNRETRIEVED, "s1-221"),
			Style.VIRTUAL_THREAD,
			Map.of(Difference.GROUP_ERROR, "s1-235", Difference.GROUP_CANCELLED_CHILD, "s1-198",
					Difference.AS_COMPLETED_TIMEOUT, "s1-84", Difference.BLOCKING, "s1-137", Difference.NO_WAIT,
					"s1-135", Difference.LATE_CLEAN_UP, "s1-105", Difference.UNRETRIEVED, "s1-140")));

	private static final Map<String, JsonNode> GOLDEN = StyleFixture.golden()
		.stream()
		.collect(Collectors.toMap((line) -> line.at("/scenario/id").asString(), Function.identity()));

	private static final ExecutorService CALLERS = Executors.newVirtualThreadPerTaskExecutor();

	private static final StyleFixture STYLES = new StyleFixture();

	private static final Map<Style, Map<String, Future<List<String>>>> AGREEING = new EnumMap<>(Style.class);

	private static final Map<Style, Map<Difference, Future<String>>> DIFFERING = new EnumMap<>(Style.class);

	// All at once, since they mostly wait.
	@BeforeAll
	static void start() {
		STYLES.warmUp();
		AGREE.forEach((style, ids) -> {
			for (String id : SPACE.splitAsStream(ids).toList()) {
				AGREEING.computeIfAbsent(style, (_) -> new TreeMap<>())
					.put(id, CALLERS.submit(() -> differences(id, style)));
			}
		});
		DIFFER.forEach((style, ids) -> ids
			.forEach((difference, id) -> DIFFERING.computeIfAbsent(style, (_) -> new EnumMap<>(Difference.class))
				.put(difference, CALLERS.submit(() -> reason(difference, id, style)))));
	}

	@AfterAll
	static void close() {
		CALLERS.shutdownNow();
		STYLES.close();
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "WEBCLIENT", "VIRTUAL_THREAD" })
	void agreesWhereItDid(Style style) throws Exception {
		for (Map.Entry<String, Future<List<String>>> each : Objects.requireNonNull(AGREEING.get(style)).entrySet()) {
			assertThat(each.getValue().get(100, TimeUnit.SECONDS)).as(each.getKey()).isEmpty();
		}
	}

	@ParameterizedTest
	@EnumSource(names = { "ASYNC_POOL", "WEBCLIENT", "VIRTUAL_THREAD" })
	void differsWhereItDid(Style style) throws Exception {
		for (Map.Entry<Difference, Future<String>> each : Objects.requireNonNull(DIFFERING.get(style)).entrySet()) {
			assertThat(each.getValue().get(100, TimeUnit.SECONDS)).as(style.id()).isEqualTo(each.getKey().name());
		}
	}

	@Test
	void thePageTellsWhatCanBeRunAndWhatDiffers() throws IOException {
		String page = Files.readString(Path.of("src/docs/semantics.md"));
		for (Style style : StyleFixture.STYLES) {
			long runnable = GOLDEN.values()
				.stream()
				.filter((line) -> STYLES.supports(StyleFixture.parse(line.get("scenario")), style))
				.count();
			assertThat(page).containsPattern("(?m)^\\| `" + style.id() + "` \\| " + runnable + " \\|");
		}
		assertThat(Difference.values()).allSatisfy((difference) -> assertThat(page).contains(difference.description()));
	}

	// A machine that is busy for long may still move a timer past another.
	private static List<String> differences(String id, Style style) throws InterruptedException {
		List<String> differences = List.of();
		for (int i = 0; i < ATTEMPTS; i++) {
			differences = structure(compare(id, style, LONG_STRETCH)).differences();
			if (differences.isEmpty()) {
				return differences;
			}
		}
		return differences;
	}

	private static String reason(Difference difference, String id, Style style) throws InterruptedException {
		String reason = Difference.UNEXPLAINED;
		for (int i = 0; i < ATTEMPTS && !reason.equals(difference.name()); i++) {
			Difference.Case compared = compare(id, style, StyleFixture.STRETCH);
			boolean ofTimes = difference == Difference.LATE_CLEAN_UP;
			reason = Difference.of(ofTimes ? compared : structure(compared));
		}
		return reason;
	}

	private static Difference.Case compare(String id, Style style, int stretch) throws InterruptedException {
		JsonNode line = Objects.requireNonNull(GOLDEN.get(id));
		return STYLES.compare(StyleFixture.stretched(line, stretch), style);
	}

	private static Difference.Case structure(Difference.Case each) {
		return new Difference.Case(each.scenario(), each.expected(), each.actual(),
				OutcomeDiff.of(StyleFixture.structure(each.expected()), StyleFixture.structure(each.actual())));
	}

}
