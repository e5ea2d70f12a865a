package dev.asynclab.cpubound;

import java.util.List;

import dev.asynclab.cpubound.CpuBoundReport.Heartbeat;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Segment.State;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.Timeline;
import org.junit.jupiter.api.Test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

/**
 * Tests for {@link CpuBoundFindings}: two cores, and a job that takes 100 ms alone.
 */
class CpuBoundFindingsTests {

	private static final Heartbeat ON_TIME = new Heartbeat("event-loop", 10, 20, 20, 11);

	@Test
	void findsNothingWhereEachJobHasACore() {
		assertThat(codes(Place.ASYNC_POOL, ON_TIME, job(1, 0, 100), job(2, 0, 102))).isEmpty();
	}

	@Test
	void findsWhoKeptTheLoop() {
		assertThat(codes(Place.ASYNCIO, ON_TIME, job(1, 0, 100), job(2, 100, 200))).containsExactly(
				"finding.blocked-loop: A blocking call kept the event loop for 200 ms. No other task of the"
						+ " loop can go on meanwhile.");
	}

	@Test
	void findsJobsThatShareTheCores() {
		assertThat(codes(Place.ASYNC_POOL, ON_TIME, job(1, 0, 140), job(2, 0, 150), job(3, 0, 145))).containsExactly(
				"finding.shared-cores: 3 jobs shared 2 cores. job-2 computed for 150 ms, and alone it takes 100 ms.");
	}

	@Test
	void findsJobsThatWaitedForAThread() {
		assertThat(codes(Place.ASYNC_POOL, ON_TIME, job(1, 0, 100), job(2, 0, 100), job(3, 110, 210)))
			.containsExactly("finding.queued: job-3 waited for 110 ms before it started, longer than it ran.");
	}

	@Test
	void findsAHeartbeatThatHadNoCore() {
		assertThat(codes(Place.VIRTUAL_THREAD, new Heartbeat("virtual-thread", 10, 1, 10, 95), job(1, 0, 100),
				job(2, 0, 100)))
			.containsExactly("finding.late-heartbeat: A heartbeat on virtual-thread, due each 10 ms, came up to 85.0 ms"
					+ " late. It only waits, but it needs a core to go on.");
	}

	private static List<String> codes(Place on, Heartbeat heartbeat, TaskSpan... jobs) {
		CpuSite site = new CpuSite(on, mock(), on, (_) -> {
		}, "", Sentence.of("lesson", ""), "/api/next");
		List<TaskSpan> tasks = List.of(jobs);
		long end = tasks.stream().map(TaskSpan::segments).mapToLong((it) -> it.getLast().toNanos()).max().orElseThrow();
		Timeline timeline = new Timeline(tasks, List.of(), List.of(), List.of(),
				new Result(Result.Status.RETURNED, null, null, end));
		return CpuBoundFindings.of(site, 2, timeline, heartbeat, (path) -> path)
			.stream()
			.map((Finding finding) -> finding.code() + ": " + finding.text())
			.toList();
	}

	private static TaskSpan job(int number, long startMs, long endMs) {
		long start = startMs * 1_000_000;
		long end = endMs * 1_000_000;
		return new TaskSpan("job-" + number, TaskSpan.State.DONE, "", null, 0L, start, end, 100_000_000L, "thread",
				List.of(new Segment(State.QUEUED, 0, start, null), new Segment(State.BLOCKING, start, end, "thread")));
	}

}
