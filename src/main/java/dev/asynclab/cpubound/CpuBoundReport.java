package dev.asynclab.cpubound;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Segment;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TextPicture;

/**
 * How long CPU-bound jobs took in a place, and how they delayed other work there.
 *
 * @param on the place
 * @param jobs how many jobs
 * @param size how many rounds of SHA-256 each
 * @param cores how many processors the JVM has
 * @param oneJobMs how long one job takes alone: the mean of two runs before the jobs and
 * two after them
 * @param wallMs how long all jobs took
 * @param speedup the work asked for divided by the wall time, as
 * {@link dev.asynclab.timeline.Timeline} defines it: jobs × oneJobMs / wallMs
 * @param tasks each job
 * @param loops the event loop that the jobs ran on, if they did
 * @param stalls the stretches in which a job kept that loop
 * @param heartbeat how the heartbeat was delayed
 * @param python the same in Python
 * @param lessonSentence what to learn
 * @param findings what the figures show, with advice
 * @param next the command to try next
 */
record CpuBoundReport(Place on, int jobs, int size, int cores, double oneJobMs, double wallMs, double speedup,
		List<CpuSpan> tasks, List<Loop> loops, List<Stall> stalls, Heartbeat heartbeat, String python,
		Sentence lessonSentence, List<Finding> findings, String next) implements TextPicture {

	private static final int COLUMNS = 44;

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	@Override
	public String toText() {
		List<String> lines = new ArrayList<>();
		lines.add("cpu-bound on %s: %d jobs of %d rounds of SHA-256".formatted(this.on.id(), this.jobs, this.size));
		lines.add("");
		for (CpuSpan task : this.tasks) {
			int from = cell(task.startMs());
			int to = Math.max(from + 1, cell(task.endMs()));
			lines.add(String.format(Locale.ROOT, "%-7s%-" + COLUMNS + "s %8.1f ms  %s", task.name(),
					" ".repeat(from) + "█".repeat(to - from), task.endMs() - task.startMs(), task.thread()));
		}
		lines.add("");
		lines.add(String.format(Locale.ROOT, "wall %.1f ms, one job alone %.1f ms: speed-up %.2f on %d cores",
				this.wallMs, this.oneJobMs, this.speedup, this.cores));
		lines.addAll(Columns.wrap(
				String.format(Locale.ROOT, "a heartbeat on %s, due each %d ms, came %d %s; its longest gap was %.1f ms",
						this.heartbeat.on(), this.heartbeat.everyMs(), this.heartbeat.beats(),
						(this.heartbeat.beats() == 1) ? "time" : "times", this.heartbeat.longestGapMs()),
				Columns.MOST));
		lines.add("");
		lines.addAll(Columns.wrap(lesson(), Columns.MOST));
		for (Finding finding : this.findings) {
			lines.add("");
			lines.addAll(Columns.wrap(finding.text(), Columns.MOST));
			lines.addAll(Columns.wrap(finding.advice(), Columns.MOST));
			lines.add("see: " + finding.see());
			lines.add("");
		}
		lines.add("next: " + this.next);
		return String.join("\n", lines) + "\n";
	}

	private int cell(double ms) {
		return (int) Math.min(COLUMNS - 1, Math.round(COLUMNS * ms / Math.max(this.wallMs, 1e-3)));
	}

	/**
	 * A heartbeat that ran beside the jobs.
	 *
	 * @param on where it ran
	 * @param everyMs how often it was due
	 * @param beats how often it came
	 * @param expected how often it should have come
	 * @param longestGapMs the longest time from one beat to the next
	 */
	record Heartbeat(String on, long everyMs, int beats, int expected, double longestGapMs) {

	}

	/**
	 * When one job ran.
	 *
	 * @param name the job
	 * @param value what it computed, in hexadecimal
	 * @param startMs when it began, in milliseconds since all were submitted
	 * @param endMs when it ended
	 * @param thread the thread on which it ran
	 * @param segments what it did: it was queued, and then kept its thread or the loop
	 */
	record CpuSpan(String name, String value, double startMs, double endMs, String thread, List<Segment> segments) {

	}

}
