package dev.asynclab.timeline;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A thread or an event loop as a picture shows it: who had it, and when.
 *
 * @param name the name of the thread or loop, printable
 * @param loop whether it is an event loop
 * @param uses the tasks that used it, in the order of time
 * @param stalls the stretches in which the loop was stalled
 * @param wallMs how long the run took
 * @param time how long it was used or stalled, empty if never
 * @param word what that time says
 */
record Lane(String name, boolean loop, List<Use> uses, List<Stall> stalls, double wallMs, String time, String word) {

	/** How many threads are drawn. Each loop is drawn. */
	static final int MOST_THREADS = 12;

	static List<Lane> of(Drawn run) {
		Map<String, List<Use>> uses = usesByThread(run);
		List<Lane> lanes = new ArrayList<>();
		Set<String> loops = run.loops().stream().map(Loop::thread).collect(Collectors.toSet());
		uses.entrySet()
			.stream()
			.filter((thread) -> !loops.contains(thread.getKey()))
			.limit(MOST_THREADS)
			.forEach((thread) -> lanes.add(ofThread(thread.getKey(), thread.getValue(), run)));
		run.loops().forEach((loop) -> lanes.add(ofLoop(loop, uses.getOrDefault(loop.thread(), List.of()), run)));
		return lanes;
	}

	// How many threads have no lane.
	static int more(Drawn run) {
		Set<String> threads = usesByThread(run).keySet();
		run.loops().forEach((loop) -> threads.remove(loop.thread()));
		return Math.max(0, threads.size() - MOST_THREADS);
	}

	private static Lane ofThread(String thread, List<Use> uses, Drawn run) {
		return new Lane(Printable.of(thread), false, uses, List.of(), run.wallMs(), TimeText.of(usedMs(uses)), "used");
	}

	private static Lane ofLoop(Loop loop, List<Use> uses, Drawn run) {
		List<Stall> stalls = run.stalls().stream().filter((stall) -> stall.loop().equals(loop.name())).toList();
		double stalledMs = stalls.stream().mapToDouble(Stall::durationMs).sum();
		String name = Printable.of(loop.name());
		if (stalledMs > 0) {
			return new Lane(name, true, uses, stalls, run.wallMs(), TimeText.of(stalledMs), "stalled");
		}
		String time = uses.isEmpty() ? "" : TimeText.of(usedMs(uses));
		return new Lane(name, true, uses, stalls, run.wallMs(), time, uses.isEmpty() ? "free" : "kept");
	}

	// What to write on which stretch: the task and the line of code if it stalled the
	// loop, or only the task. Work of other runs has no task here.
	Map<Stretch, List<String>> labels() {
		Map<Stretch, List<String>> labels = new LinkedHashMap<>();
		List<Stretch> stalled = this.stalls.stream().map(Stretch::of).toList();
		this.uses.forEach((use) -> labels.put(use.stretch(), List.of(use.task())));
		for (int index = 0; index < stalled.size(); index++) {
			Stretch stall = stalled.get(index);
			String culprit = Printable.of(this.stalls.get(index).culprit());
			Optional<Use> user = this.uses.stream()
				.filter((use) -> use.stretch().overlapMs(stall.fromMs(), stall.toMs()) > stall.durationMs() / 2)
				.findFirst();
			user.ifPresentOrElse((use) -> labels.put(use.stretch(), List.of(use.task() + ": " + culprit, use.task())),
					() -> labels.put(stall, List.of(culprit)));
		}
		return labels;
	}

	String description() {
		String users = this.uses.stream().map(Use::task).distinct().collect(Collectors.joining(", "));
		return (this.loop ? "Event loop " : "Thread ") + this.name + ": " + this.word
				+ (this.time.isEmpty() ? "" : " for " + this.time) + (users.isEmpty() ? "" : " by " + users);
	}

	private static double usedMs(List<Use> uses) {
		return uses.stream().mapToDouble((use) -> use.stretch().durationMs()).sum();
	}

	// In the order in which the threads were first used.
	private static Map<String, List<Use>> usesByThread(Drawn run) {
		return run.tasks()
			.stream()
			.flatMap(Use::of)
			.sorted(Comparator.comparingDouble((use) -> use.stretch().fromMs()))
			.collect(Collectors.groupingBy(Use::thread, LinkedHashMap::new, Collectors.toList()));
	}

	/**
	 * A stretch in which a task used a thread.
	 *
	 * @param task the task's name, printable
	 * @param thread the name of the thread or loop
	 * @param stretch the stretch
	 */
	record Use(String task, String thread, Stretch stretch) {

		private static Stream<Use> of(TaskSpan task) {
			String name = Printable.of(task.name());
			return task.segments().stream().flatMap((segment) -> {
				String thread = segment.thread();
				return (thread != null) ? Stream.of(new Use(name, thread, Stretch.of(segment))) : Stream.empty();
			});
		}

	}

}
