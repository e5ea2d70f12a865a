package dev.asynclab.lesson;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.scheduling.concurrent.ThreadPoolTaskExecutor;
import org.springframework.test.web.servlet.client.RestTestClient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * What holds for the segments of every run: random plans, in all lessons and styles.
 * {@code -Dplans=50 -Dseed=7} runs others.
 */
@LessonTest
class SegmentPropertyTests {

	private static final int PLANS = Integer.getInteger("plans", 2);

	private static final long SEED = Long.getLong("seed", 1);

	private static final Set<String> STATES = Set.of("queued", "awaiting", "holding", "ready", "blocking");

	private static final Set<String> USES_THREAD = Set.of("holding", "blocking");

	@Autowired
	private RestTestClient rest;

	@Autowired
	private Concepts concepts;

	@Autowired
	@Qualifier("asyncPoolExecutor")
	private ThreadPoolTaskExecutor pool;

	private LessonClient client;

	@BeforeEach
	void connect() {
		this.client = new LessonClient(this.rest);
	}

	@ParameterizedTest
	@EnumSource
	void segmentsTellAllThatATaskDid(Style style) {
		Random random = new Random(SEED);
		Set<String> seen = new HashSet<>();
		for (Concept concept : this.concepts.inOrder()) {
			for (int plan = 0; plan < PLANS && concept.gap(style).isEmpty(); plan++) {
				String path = "/api/" + concept.name() + "?" + parameters(concept.name(), random);
				JsonNode report = this.client.report(path, style);
				List<Stretch> stretches = report.at("/tasks")
					.valueStream()
					.flatMap((task) -> stretchesOf(path, task).stream())
					.toList();
				stretches.forEach((stretch) -> seen.add(stretch.state()));
				assertNoThreadHasTwoTasks(path, stretches);
				assertStyle(path, style, report, stretches);
			}
		}
		assertThat(seen).isSubsetOf(STATES).contains("queued", switch (style) {
			case ASYNC_POOL, HAZELCAST -> "holding";
			default -> "awaiting";
		});
		if (style != Style.VIRTUAL_THREAD) {
			assertThat(seen).contains("blocking");
		}
	}

	// From creation to end, without a gap and without an overlap.
	private static List<Stretch> stretchesOf(String path, JsonNode task) {
		String name = task.at("/name").asString();
		List<Stretch> stretches = task.at("/segments").valueStream().map((it) -> Stretch.of(name, it)).toList();
		if (!task.has("createdMs")) {
			assertThat(stretches).as(path).isEmpty();
			return stretches;
		}
		double created = task.at("/createdMs").asDouble();
		double end = task.at("/endMs").asDouble();
		double start = task.at("/startMs").asDouble(end);
		double at = created;
		double inStates = 0;
		for (Stretch stretch : stretches) {
			assertThat(stretch.from()).as("%s: %s", path, task).isEqualTo(at);
			assertThat(stretch.to()).as("%s: %s", path, task).isGreaterThanOrEqualTo(at);
			assertThat(stretch.thread().isEmpty()).as("%s: %s", path, task)
				.isEqualTo(!USES_THREAD.contains(stretch.state()));
			if (stretch.state().equals("queued")) {
				assertThat(stretch.to()).as("%s: %s", path, task).isLessThanOrEqualTo(start);
			}
			else {
				assertThat(stretch.from()).as("%s: %s", path, task).isGreaterThanOrEqualTo(start);
			}
			at = stretch.to();
			inStates += stretch.to() - stretch.from();
		}
		assertThat(at).as("%s: %s", path, task).isEqualTo(end);
		assertThat(inStates).as("%s: %s", path, task).isCloseTo(end - created, within(0.01));
		return stretches;
	}

	// A thread, and an event loop too, has one task at a time.
	private static void assertNoThreadHasTwoTasks(String path, List<Stretch> stretches) {
		Map<String, List<Stretch>> byThread = stretches.stream()
			.filter((stretch) -> !stretch.thread().isEmpty())
			.collect(Collectors.groupingBy(Stretch::thread));
		byThread.forEach((thread, uses) -> {
			List<Stretch> inOrder = uses.stream()
				.sorted(Comparator.comparingDouble(Stretch::from).thenComparingDouble(Stretch::to))
				.toList();
			for (int index = 1; index < inOrder.size(); index++) {
				assertThat(inOrder.get(index).from()).as("%s: %s in %s", path, thread, inOrder)
					.isGreaterThanOrEqualTo(inOrder.get(index - 1).to());
			}
		});
	}

	private void assertStyle(String path, Style style, JsonNode report, List<Stretch> stretches) {
		List<String> loops = report.at("/loops").valueStream().map((loop) -> loop.at("/thread").asString()).toList();
		assertThat(loops.isEmpty()).as(path).isEqualTo(!style.hasEventLoop());
		assertThat(stretches).as(path)
			.filteredOn((stretch) -> loops.contains(stretch.thread()))
			.allMatch((stretch) -> stretch.state().equals("blocking"));
		switch (style) {
			case ASYNC_POOL -> {
				assertThat(stretches).as(path)
					.noneMatch((stretch) -> stretch.state().equals("ready") || stretch.state().equals("awaiting"));
				assertThat(atOnce(stretches)).as(path).isLessThanOrEqualTo(this.pool.getMaxPoolSize());
			}
			case HAZELCAST -> assertThat(stretches).as(path)
				.noneMatch((stretch) -> stretch.state().equals("ready") || stretch.state().equals("awaiting"));
			case VIRTUAL_THREAD -> assertThat(stretches).as(path).allMatch((stretch) -> stretch.thread().isEmpty());
			case WEBCLIENT, ASYNCIO -> {
				if (!report.at("/concept").asString().equals("to-thread")) {
					assertThat(stretches).as(path)
						.allMatch((stretch) -> stretch.thread().isEmpty() || loops.contains(stretch.thread()));
				}
			}
		}
	}

	// How many threads were used at the same time.
	private static int atOnce(List<Stretch> stretches) {
		List<Stretch> uses = stretches.stream().filter((stretch) -> !stretch.thread().isEmpty()).toList();
		return uses.stream()
			.mapToInt((use) -> (int) uses.stream()
				.filter((other) -> other.from() <= use.from() && use.from() < other.to())
				.count())
			.max()
			.orElse(0);
	}

	private static String parameters(String concept, Random random) {
		return switch (concept) {
			case "hello" -> "delay=" + random.nextInt(30) + "ms";
			case "queue" -> "producers=%d&consumers=%d&items=%d&delay=%dms".formatted(1 + random.nextInt(3),
					1 + random.nextInt(3), 1 + random.nextInt(8), random.nextInt(20));
			case "gather" -> jobs(random) + List.of("", "&limit=3", "&returnExceptions=true").get(random.nextInt(3));
			case "wait" -> jobs(random) + "&returnWhen="
					+ List.of("all-completed", "first-completed", "first-exception").get(random.nextInt(3))
					+ List.of("", "&timeout=20ms").get(random.nextInt(2));
			case "wait-for", "timeout", "as-completed" -> jobs(random) + "&timeout=" + (5 + random.nextInt(60)) + "ms";
			case "shield" -> jobs(random) + "&cancelAfter=" + random.nextInt(40) + "ms";
			case "run" -> jobs(random) + List.of("", "&nested=true").get(random.nextInt(2));
			default -> jobs(random);
		};
	}

	// Always with one that blocks, so that each style shows what it does then.
	private static String jobs(Random random) {
		List<String> jobs = new ArrayList<>(IntStream.range(0, random.nextInt(14))
			.mapToObj((index) -> "job=task%d:%dms%s".formatted(index, random.nextInt(25),
					List.of("", "", "", ":fail", ":block").get(random.nextInt(5))))
			.toList());
		jobs.add(random.nextInt(jobs.size() + 1), "job=blocks:" + (1 + random.nextInt(20)) + "ms:block");
		return Stream.of(jobs).flatMap(List::stream).collect(Collectors.joining("&"));
	}

	private record Stretch(String task, String state, double from, double to, String thread) {

		private static Stretch of(String task, JsonNode segment) {
			return new Stretch(task, segment.at("/state").asString(), segment.at("/fromMs").asDouble(),
					segment.at("/toMs").asDouble(), segment.at("/thread").asString(""));
		}

	}

}
