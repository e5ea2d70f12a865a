package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

/**
 * A trace in Chrome's JSON format. Each run is a process: a track of the caller, one of
 * each task with its states, and one of each thread and event loop with who had it. An
 * arrow goes from what completed to what it woke. Times are microseconds since the run
 * began, with three decimals.
 *
 * @see <a href=
 * "https://docs.google.com/document/d/1CvAClvFfyA5R-PhYUmn5OOQtYMH4h6I0nSsKchNAySU">Trace
 * Event Format</a>
 */
public final class ChromeTrace {

	private static final double MICRO = 1000.0;

	/** A flow begins and ends so far inside its slices, or at half of a shorter one. */
	private static final long INSIDE = 1000;

	private final List<Map<String, Object>> events = new ArrayList<>();

	private int processes;

	private int tracks;

	private int flows;

	/**
	 * Adds tasks that no caller awaits together.
	 * @param name the name of the process, such as a style
	 * @param tasks the tasks
	 * @param wallNanos when they were seen, in nanoseconds on their time scale
	 * @return this
	 */
	public ChromeTrace add(String name, List<TaskSpan> tasks, long wallNanos) {
		return add(name, null, new Seen(tasks, wallNanos / Milliseconds.NANOS), List.of());
	}

	/**
	 * Adds a run.
	 * @param name the name of the process, such as a style
	 * @param caller what the caller awaits; null if no caller waits
	 * @param run what happened
	 * @param findings what the figures show
	 * @return this
	 */
	ChromeTrace add(String name, @Nullable String caller, Drawn run, List<Finding> findings) {
		this.processes++;
		this.tracks = 0;
		this.events.add(event("M", "process_name", Map.of("args", Map.of("name", name))));
		this.events.add(event("M", "process_sort_index", Map.of("args", Map.of("sort_index", this.processes))));
		long wall = Math.round(run.wallMs() * Milliseconds.NANOS);
		Result result = run.result();
		int callers = (caller != null) ? track("caller") : 0;
		if (caller != null && result != null) {
			slice(callers, "await " + caller, "caller", 0, result.atNanos(),
					Map.of("status", result.status()));
		}
		Map<TaskSpan, Integer> tracks = new IdentityHashMap<>();
		run.tasks().forEach((task) -> tracks.put(task, task(task, wall)));
		threads(run);
		run.loops().forEach((loop) -> stalls(loop, run));
		if (caller != null && result != null) {
			answered(run, tracks, callers, result.atNanos());
		}
		queued(run, tracks);
		findings.forEach((finding) -> this.events.add(event("i", finding.text(), Map.of("cat", "finding", "s", "g",
				"ts", wall / MICRO, "tid", callers, "args", Map.of("advice", finding.advice(), "see", finding.see())))));
		return this;
	}

	/**
	 * Writes the trace.
	 * @return JSON
	 */
	@Override
	public String toString() {
		return JsonMapper.shared()
			.writeValueAsString(Map.of("displayTimeUnit", "ms", "traceEvents", this.events));
	}

	private int task(TaskSpan task, long wall) {
		int track = track(Printable.of(task.name()));
		Long created = task.createdNanos();
		if (created != null) {
			long end = Objects.requireNonNullElse(task.endNanos(), wall);
			Map<String, Object> args = new LinkedHashMap<>(Map.of("state", task.state()));
			ErrorSummary error = task.error();
			if (error != null) {
				args.put("error", error);
			}
			slice(track, Printable.of(task.name()), "task", created, end, args);
			task.segments()
				.forEach((segment) -> slice(track, name(segment), "state", segment.fromNanos(),
						segment.toNanos(), args(segment)));
		}
		return track;
	}

	private static String name(Segment segment) {
		return segment.state().name().toLowerCase(Locale.ROOT);
	}

	private static Map<String, Object> args(Segment segment) {
		Map<String, Object> args = new LinkedHashMap<>();
		if (segment.thread() != null) {
			args.put("thread", segment.thread());
		}
		if (segment.attempt() != null) {
			args.put("attempt", segment.attempt());
		}
		return args;
	}

	private void threads(Drawn run) {
		Map<String, List<Use>> uses = new LinkedHashMap<>();
		Use.of(run).forEach((use) -> uses.computeIfAbsent(use.thread(), (_) -> new ArrayList<>()).add(use));
		uses.forEach(this::thread);
	}

	// Two uses of one thread that overlap, since a clock was read late, have two tracks.
	private void thread(String thread, List<Use> uses) {
		Map<Integer, Long> free = new TreeMap<>();
		for (Use use : uses) {
			int track = free.entrySet()
				.stream()
				.filter((each) -> each.getValue() <= use.segment().fromNanos())
				.map(Map.Entry::getKey)
				.findFirst()
				.orElseGet(() -> track(Printable.of(thread)));
			free.put(track, use.segment().toNanos());
			slice(track, Printable.of(use.task().name()), "thread", use.segment().fromNanos(), use.segment().toNanos(),
					Map.of("state", use.segment().state()));
		}
	}

	private void stalls(Loop loop, Drawn run) {
		List<Stall> stalls = run.stalls()
			.stream()
			.filter((stall) -> stall.loop().equals(loop.name()))
			.sorted(Comparator.comparingLong(Stall::atNanos))
			.toList();
		if (!stalls.isEmpty()) {
			int track = track(Printable.of(loop.name()) + " stalled");
			long free = 0;
			for (Stall stall : stalls) {
				long from = Math.max(free, stall.atNanos());
				free = Math.max(from, stall.atNanos() + stall.durationNanos());
				slice(track, Printable.of(stall.culprit()), "stall", from, free, Map.of());
			}
		}
	}

	// The task that ended last before the answer woke the caller.
	private void answered(Drawn run, Map<TaskSpan, Integer> tracks, int callers, long answer) {
		run.tasks()
			.stream()
			.filter((task) -> task.endNanos() != null && task.endNanos() <= answer && task.createdNanos() != null)
			.max(Comparator.comparingLong((task) -> Objects.requireNonNull(task.endNanos())))
			.ifPresent((task) -> flow("wakes", track(tracks, task), Objects.requireNonNull(task.createdNanos()),
					Objects.requireNonNull(task.endNanos()), callers, 0, answer, false));
	}

	// What ended on a thread woke what had waited for it.
	private void queued(Drawn run, Map<TaskSpan, Integer> tracks) {
		List<Use> uses = Use.of(run).toList();
		for (TaskSpan task : run.tasks()) {
			for (int index = 1; index < task.segments().size(); index++) {
				Segment waited = task.segments().get(index - 1);
				Segment began = task.segments().get(index);
				if (waited.state() == Segment.State.QUEUED && began.thread() != null) {
					uses.stream()
						.filter((use) -> began.thread().equals(use.thread())
								&& use.segment().toNanos() <= began.fromNanos()
								&& use.segment().toNanos() > waited.fromNanos())
						.max(Comparator.comparingLong((use) -> use.segment().toNanos()))
						.ifPresent((use) -> flow("frees its thread", track(tracks, use.task()),
								use.segment().fromNanos(), use.segment().toNanos(), track(tracks, task),
								began.fromNanos(), began.toNanos(), true));
				}
			}
		}
	}

	private static int track(Map<TaskSpan, Integer> tracks, TaskSpan task) {
		return Objects.requireNonNull(tracks.get(task));
	}

	private void flow(String name, int from, long begin, long end, int to, long targetBegin, long targetEnd,
			boolean atItsBegin) {
		if (end - begin < 2 || targetEnd - targetBegin < 2) {
			return;
		}
		long leaves = end - Math.min(INSIDE, (end - begin) / 2);
		long arrives = atItsBegin ? targetBegin + Math.min(INSIDE, (targetEnd - targetBegin) / 2)
				: Math.max(leaves, targetEnd - 1);
		this.flows++;
		this.events.add(event("s", name,
				Map.of("cat", "wake", "id", this.flows, "tid", from, "ts", leaves / MICRO)));
		this.events.add(event("f", name,
				Map.of("cat", "wake", "id", this.flows, "tid", to, "ts", arrives / MICRO, "bp", "e")));
	}

	private int track(String name) {
		int track = ++this.tracks;
		this.events.add(event("M", "thread_name", Map.of("tid", track, "args", Map.of("name", name))));
		this.events.add(event("M", "thread_sort_index", Map.of("tid", track, "args", Map.of("sort_index", track))));
		return track;
	}

	private void slice(int track, String name, String category, long from, long to, Map<String, ?> args) {
		this.events.add(event("X", name, Map.of("cat", category, "tid", track, "ts", from / MICRO, "dur",
				(to - from) / MICRO, "args", args)));
	}

	private Map<String, Object> event(String phase, String name, Map<String, ?> fields) {
		Map<String, Object> event = new LinkedHashMap<>();
		event.put("ph", phase);
		event.put("name", name);
		event.put("pid", this.processes);
		event.putAll(new TreeMap<>(fields));
		return event;
	}

	/**
	 * Tasks without a caller, and without what would need a run.
	 *
	 * @param tasks the tasks
	 * @param wallMs when they were seen
	 */
	private record Seen(List<TaskSpan> tasks, double wallMs) implements Drawn {

		@Override
		public @Nullable Result result() {
			return null;
		}

		@Override
		public List<Loop> loops() {
			return List.of();
		}

		@Override
		public List<Stall> stalls() {
			return List.of();
		}

	}

	/**
	 * A stretch in which a task used a thread or an event loop.
	 *
	 * @param task the task
	 * @param segment the stretch
	 */
	private record Use(TaskSpan task, Segment segment) {

		String thread() {
			return Objects.requireNonNull(this.segment.thread());
		}

		static Stream<Use> of(Drawn run) {
			return run.tasks()
				.stream()
				.flatMap((task) -> task.segments().stream().map((segment) -> new Use(task, segment)))
				.filter((use) -> use.segment().thread() != null)
				.sorted(Comparator.comparingLong((use) -> use.segment().fromNanos()));
		}

	}

}
