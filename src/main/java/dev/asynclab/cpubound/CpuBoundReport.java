package dev.asynclab.cpubound;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Loop;
import dev.asynclab.timeline.Picture;
import dev.asynclab.timeline.Report;
import dev.asynclab.timeline.Result;
import dev.asynclab.timeline.Stall;
import dev.asynclab.timeline.TaskSpan;
import dev.asynclab.timeline.TimeText;
import dev.asynclab.timeline.Timeline;

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
 * {@link dev.asynclab.timeline.Timeline} defines it: a job counts as oneJobMs, or as the
 * time that it ran where that was less, since a machine's speed changes
 * @param tasks each job: it was queued, and then kept its thread or the loop
 * @param loops the event loops of the place, if it is one
 * @param stalls the stretches in which code kept such a loop
 * @param heartbeat how the heartbeat was delayed
 * @param python the same in Python
 * @param lessonSentence what to learn
 * @param findings what the figures show, with advice
 * @param next the command to try next
 */
record CpuBoundReport(Place on, int jobs, int size, int cores, double oneJobMs, double wallMs, double speedup,
		List<TaskSpan> tasks, List<Loop> loops, List<Stall> stalls, Heartbeat heartbeat, String python,
		Sentence lessonSentence, List<Finding> findings, String next) implements Picture {

	private static final int SHOWN_DIGITS = 8;

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	/**
	 * Draws the jobs as a lesson is drawn.
	 * @return lines of at most 80 columns; only commands may be wider
	 */
	@Override
	public String toText() {
		return picture().toText();
	}

	@Override
	public String toSvg() {
		return picture().toSvg();
	}

	private Report picture() {
		List<String> digests = this.tasks.stream()
			.map((task) -> String.valueOf(task.value()))
			.map((digest) -> digest.substring(0, Math.min(SHOWN_DIGITS, digest.length())))
			.toList();
		Result result = new Result(Result.Status.RETURNED, digests, null, Math.round(this.wallMs * 1e6));
		Timeline timeline = new Timeline(this.tasks, List.of(), this.loops, this.stalls, result);
		return Report.of("cpu-bound", this.on.id(), "none", timeline, this.python,
				Sentence.of("sentences", "{0} {1}", told(), this.lessonSentence), this.findings, this.next);
	}

	private Sentence told() {
		return Sentence.of("cpu-bound.told",
				"A job computes {0} rounds of SHA-256, alone in {1}. There are {2} cores. A heartbeat on {3}, due each {4} ms, came {5} times of {6}; its longest gap was {7}.",
				this.size, TimeText.of(this.oneJobMs), this.cores, this.heartbeat.on(), this.heartbeat.everyMs(),
				this.heartbeat.beats(), this.heartbeat.expected(), TimeText.of(this.heartbeat.longestGapMs()));
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

}
