package dev.asynclab.cpubound;

import java.util.List;
import java.util.function.ToLongFunction;
import java.util.function.UnaryOperator;

import dev.asynclab.cpubound.CpuBoundReport.Heartbeat;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.FindingList;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;

/**
 * Finds in the figures of CPU-bound jobs what their users would want to change.
 */
final class CpuBoundFindings {

	private static final Sentence OTHER_THREADS = Sentence.of("advice.other-threads",
			"Compute on other threads: a pool speeds CPU work up by at most the number of cores, and the loop stays free.");

	private static final Sentence CORES = Sentence.of("advice.as-many-as-cores",
			"More threads do not help. Compute as many jobs at once as there are cores, and let the others wait.");

	private static final Sentence FREE_CORE = Sentence.of("advice.free-core",
			"Compute on a pool with fewer threads than cores: then a core is left for what only waits.");

	private final int cores;

	private final Timeline timeline;

	private final FindingList list;

	private CpuBoundFindings(int cores, Timeline timeline, UnaryOperator<String> command) {
		this.cores = cores;
		this.timeline = timeline;
		this.list = new FindingList(timeline, command);
	}

	/**
	 * Finds what the figures show.
	 * @param site where the jobs ran
	 * @param cores how many processors the JVM has
	 * @param timeline what each job did
	 * @param heartbeat how the heartbeat was delayed
	 * @param command makes a command of a path
	 * @return the findings, none if there is nothing to change
	 */
	static List<Finding> of(CpuSite site, int cores, Timeline timeline, Heartbeat heartbeat,
			UnaryOperator<String> command) {
		CpuBoundFindings findings = new CpuBoundFindings(cores, timeline, command);
		if (site.isEventLoop()) {
			findings.list.blockedLoop(findings.keptNanos(), OTHER_THREADS, site.next());
		}
		else {
			findings.sharedCores();
			findings.queued();
			findings.lateHeartbeat(heartbeat);
		}
		return findings.list.all();
	}

	private long keptNanos() {
		long stalled = this.timeline.stalls().stream().mapToLong(Stall::durationNanos).sum();
		return Math.max(stalled, this.timeline.tasks().stream().mapToLong(CpuBoundFindings::computedNanos).sum());
	}

	private static long computedNanos(TaskSpan task) {
		return task.nanos(Segment.State.BLOCKING);
	}

	// A job that shares its core takes longer than alone.
	private void sharedCores() {
		List<TaskSpan> slow = this.list.noticeable((task) -> computedNanos(task) - alone(task),
				(task) -> computedNanos(task) > 1.2 * alone(task));
		if (this.timeline.tasks().size() > this.cores) {
			FindingList.longest(slow, CpuBoundFindings::computedNanos)
				.ifPresent((task) -> this.list.found(
						Sentence.of("finding.shared-cores",
								"{0} jobs shared {1} cores. {2} computed for {3}, and alone it takes {4}.",
								this.timeline.tasks().size(), this.cores, task.name(),
								FindingList.time(computedNanos(task)), FindingList.time(alone(task))),
						CORES, sameInPool()));
		}
	}

	private static long alone(TaskSpan task) {
		return (task.askedNanos() != null) ? task.askedNanos() : 0;
	}

	private void queued() {
		ToLongFunction<TaskSpan> queued = (task) -> task.nanos(Segment.State.QUEUED);
		this.list.queued(this.list.noticeable(queued, this.list::queuedLongerThanItRan), CORES, sameInPool());
	}

	private void lateHeartbeat(Heartbeat heartbeat) {
		long late = Math.round((heartbeat.longestGapMs() - heartbeat.everyMs()) * 1e6);
		if (late > heartbeat.everyMs() * 1e6 && this.list.isNoticeable(late)) {
			this.list.found(Sentence.of("finding.late-heartbeat",
					"A heartbeat on {0}, due each {1} ms, came up to {2} late. It only waits, but it needs a core to go on.",
					heartbeat.on(), heartbeat.everyMs(), FindingList.time(late)), FREE_CORE,
					"/api/pitfalls/cpu-on-virtual-threads?format=text");
		}
	}

	private String sameInPool() {
		return "/api/cpu-bound?on=async-pool&jobs=" + Math.min(this.cores, this.timeline.tasks().size())
				+ "&format=text";
	}

}
