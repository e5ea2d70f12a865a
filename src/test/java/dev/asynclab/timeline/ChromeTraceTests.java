package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.timeline.Samples.Run;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link ChromeTrace}.
 */
class ChromeTraceTests {

	private static final Map<String, Set<String>> FIELDS = Map.of("M", Set.of("ph", "name", "pid", "tid", "args"), "X",
			Set.of("ph", "name", "cat", "pid", "tid", "ts", "dur", "args"), "s",
			Set.of("ph", "name", "cat", "pid", "tid", "ts", "id"), "f",
			Set.of("ph", "name", "cat", "pid", "tid", "ts", "id", "bp"), "i",
			Set.of("ph", "name", "cat", "pid", "tid", "ts", "s", "args"));

	static Stream<Report> reports() {
		Stream<Report> samples = Stream.of(Samples.twoTasks("asyncio"), Samples.blocking(), Samples.toThread(),
				Samples.blockingInPool(), Samples.otherRunBlocks(), Samples.failing(), Samples.cancelled(),
				Samples.queue(20, 3), Samples.pending(), Samples.hostile());
		return Stream.concat(samples, IntStream.range(0, 200).mapToObj(ChromeTraceTests::random));
	}

	@ParameterizedTest
	@MethodSource("reports")
	void hasOnlyFieldsOfTheFormatAndSlicesThatNest(Report report) {
		List<JsonNode> events = events(report.toTrace());
		assertThat(events)
			.allSatisfy((event) -> assertThat(FIELDS.get(event.at("/ph").asString())).as(event::toString)
				.containsAll(event.propertyNames()));
		slicesByTrack(events).values().forEach((slices) -> {
			for (int i = 0; i < slices.size(); i++) {
				for (int j = i + 1; j < slices.size(); j++) {
					assertThat(slices.get(i).isApartFrom(slices.get(j)) || slices.get(i).holds(slices.get(j))
							|| slices.get(j).holds(slices.get(i)))
						.as("%s and %s", slices.get(i), slices.get(j))
						.isTrue();
				}
			}
		});
	}

	@ParameterizedTest
	@MethodSource("reports")
	void aFlowLiesInsideASliceAndGoesForward(Report report) {
		List<JsonNode> events = events(report.toTrace());
		Map<Integer, List<Slice>> slices = slicesByTrack(events);
		for (JsonNode event : events) {
			if (event.at("/ph").asString().matches("[sf]")) {
				double at = event.at("/ts").asDouble();
				assertThat(slices.get(event.at("/tid").asInt())).as(event::toString)
					.anyMatch((slice) -> slice.from < at && at < slice.to);
			}
		}
		Map<Integer, List<JsonNode>> flows = events.stream()
			.filter((event) -> event.has("id"))
			.collect(Collectors.groupingBy((event) -> event.at("/id").asInt()));
		assertThat(flows.values()).allSatisfy((flow) -> {
			assertThat(flow).extracting((event) -> event.at("/ph").asString()).containsExactly("s", "f");
			assertThat(flow.getFirst().at("/ts").asDouble()).isLessThanOrEqualTo(flow.getLast().at("/ts").asDouble());
		});
	}

	@ParameterizedTest
	@MethodSource("reports")
	void timesAreThoseOfTheReport(Report report) {
		List<JsonNode> events = events(report.toTrace());
		List<double[]> drawn = times(events, "state");
		List<double[]> measured = report.tasks()
			.stream()
			.flatMap((task) -> task.segments().stream())
			.map((segment) -> new double[] { segment.fromNanos() / 1000.0, segment.toNanos() / 1000.0 })
			.sorted(Comparator.<double[]>comparingDouble((times) -> times[0]).thenComparingDouble((times) -> times[1]))
			.toList();
		assertThat(drawn).hasSameSizeAs(measured);
		for (int i = 0; i < drawn.size(); i++) {
			assertThat(drawn.get(i)).containsExactly(measured.get(i), within(0.001));
		}
	}

	@Test
	void whatEndsWakesTheCallerAndWhatWaitsForItsThread() {
		List<JsonNode> events = events(Samples.queue(5, 2).toTrace());
		assertThat(events.stream().filter((event) -> event.at("/ph").asString().equals("s")))
			.extracting((event) -> event.at("/name").asString())
			.containsExactlyInAnyOrder("wakes", "frees its thread", "frees its thread", "frees its thread");
		assertThat(times(events, "state")).contains(new double[] { 0, 1_000_000 });
		assertThat(names(events, "thread_name")).containsExactly("caller", "job-1", "job-2", "job-3", "job-4", "job-5",
				"async-1", "async-2");
	}

	@Test
	void stylesOfAComparisonAreProcesses() {
		List<JsonNode> events = events(Samples.comparison().toTrace());
		assertThat(names(events, "process_name")).startsWith("async-pool", "webclient").hasSize(3);
		assertThat(events).extracting((event) -> event.at("/pid").asInt()).containsOnly(1, 2, 3);
	}

	@Test
	void findingsAreGlobalAndAtTheEnd() {
		Report run = Samples.twoTasks("asyncio");
		Finding finding = Finding.beside("capacity", "curl 'localhost:8080/api/gather'");
		String trace = new ChromeTrace().add("asyncio", "gather", run, List.of(finding)).toString();
		assertThat(events(trace)).filteredOn((event) -> event.at("/ph").asString().equals("i"))
			.singleElement()
			.satisfies((event) -> {
				assertThat(event.at("/s").asString()).isEqualTo("g");
				assertThat(event.at("/ts").asDouble()).isEqualTo(2_003_000);
				assertThat(event.at("/name").asString()).isEqualTo(finding.text());
				assertThat(event.at("/args/see").asString()).isEqualTo(finding.see());
			});
	}

	// Tasks that are queued, start on threads, end in any way, and a caller that is
	// answered at any time, with times of any nanosecond.
	private static Report random(int seed) {
		Random random = new Random(seed);
		Run run = new Run();
		int threads = 1 + random.nextInt(3);
		long[] free = new long[threads];
		List<String> names = IntStream.range(0, 1 + random.nextInt(8)).mapToObj((index) -> "task-" + index).toList();
		record Event(long at, Runnable action) {
		}
		List<Event> events = new ArrayList<>();
		long last = 0;
		for (String name : names) {
			int thread = random.nextInt(threads);
			long created = random.nextInt(1000);
			long started = Math.max(created, free[thread]);
			long ended = started + random.nextInt(5_000_000);
			free[thread] = ended + random.nextInt(2);
			last = Math.max(last, ended);
			run.recorder.task(name);
			TaskRecorder task = run.recorder.task(name);
			events.add(new Event(created, task::created));
			events.add(new Event(started, () -> run.on("thread-" + thread, task::started)));
			events.add(new Event(ended, switch (random.nextInt(3)) {
				case 0 -> () -> task.finished("value");
				case 1 -> () -> task.failed(new IllegalStateException("no"));
				default -> () -> {
				};
			}));
		}
		long answer = random.nextLong(last + 1);
		events.add(new Event(answer, () -> run.recorder.returned("answer")));
		events.stream().sorted(Comparator.comparingLong(Event::at)).forEach((event) -> {
			run.atNanos(event.at());
			event.action().run();
		});
		run.atNanos(last + 1);
		return run.report("gather", "async-pool");
	}

	private static List<JsonNode> events(String trace) {
		return JsonMapper.shared().readTree(trace).at("/traceEvents").valueStream().toList();
	}

	private static List<String> names(List<JsonNode> events, String kind) {
		return events.stream()
			.filter((event) -> event.at("/name").asString().equals(kind))
			.map((event) -> event.at("/args/name").asString())
			.toList();
	}

	private static List<double[]> times(List<JsonNode> events, String category) {
		return events.stream()
			.filter((event) -> event.at("/cat").asString("").equals(category))
			.map(Slice::of)
			.map((slice) -> new double[] { slice.from, slice.to })
			.sorted(Comparator.<double[]>comparingDouble((times) -> times[0]).thenComparingDouble((times) -> times[1]))
			.toList();
	}

	private static Map<Integer, List<Slice>> slicesByTrack(List<JsonNode> events) {
		return events.stream()
			.filter((event) -> event.at("/ph").asString().equals("X"))
			.collect(Collectors.groupingBy((event) -> event.at("/tid").asInt(),
					Collectors.mapping(Slice::of, Collectors.toList())));
	}

	private record Slice(String name, double from, double to) {

		private static final double ROUNDING = 0.0001;

		static Slice of(JsonNode event) {
			double from = event.at("/ts").asDouble();
			return new Slice(event.at("/name").asString(), from, from + event.at("/dur").asDouble());
		}

		boolean isApartFrom(Slice other) {
			return this.to <= other.from + ROUNDING || other.to <= this.from + ROUNDING;
		}

		boolean holds(Slice other) {
			return this.from <= other.from + ROUNDING && other.to <= this.to + ROUNDING;
		}

	}

}
