package dev.asynclab.timeline;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.notation.Sentence;
import io.swagger.v3.oas.annotations.media.Schema;
import tools.jackson.databind.annotation.JsonSerialize;

/**
 * A finished run: what was run, what came of it, how long it took, and what to learn from
 * it. Times are milliseconds since the run began, exact here and rounded in JSON.
 *
 * @param concept the concept shown, such as {@code gather}
 * @param style how the tasks ran
 * @param io what the tasks waited for: {@code http} or {@code timer}
 * @param result how the combinator answered
 * @param wallMs when the last task had ended and the combinator had answered
 * @param longestMs the work of the task with the most, as {@link Timeline} defines it
 * @param sumMs the work of all tasks together
 * @param speedup the sum divided by the wall time
 * @param peakConcurrency the largest number of tasks that ran at once
 * @param tasks a span for each task
 * @param log every event, in the order of time
 * @param loops the event loops that the run needs
 * @param stalls the stretches in which an event loop that the run needs was stalled
 * @param python the Python that the run stands for
 * @param lessonSentence what to learn
 * @param findings what the figures show, with advice
 * @param next the command to try next
 */
public record Report(String concept, String style, String io, Result result, @Milliseconds double wallMs,
		@Schema(description = "The work of the task with the most.") @Milliseconds double longestMs,
		@Schema(description = "The work of all tasks. The work of a task is what was asked of it, but at most what it ran.") @Milliseconds double sumMs,
		@Schema(description = "`sumMs` divided by `wallMs`.") @JsonSerialize(
				using = RoundedNumber.TwoDecimals.class) double speedup,
		int peakConcurrency, List<TaskSpan> tasks, List<LogEntry> log,
		@Schema(description = "The event loops that the run needs.") List<Loop> loops, List<Stall> stalls,
		String python, Sentence lessonSentence,
		@Schema(description = "What the figures show, with advice.") List<Finding> findings,
		String next) implements Picture, Traced, Drawn {

	public Report {
		tasks = List.copyOf(tasks);
		log = List.copyOf(log);
		loops = List.copyOf(loops);
		stalls = List.copyOf(stalls);
		findings = List.copyOf(findings);
	}

	/**
	 * Reports what was recorded.
	 * @param concept the concept shown
	 * @param style how the tasks ran
	 * @param io what the tasks waited for
	 * @param timeline what happened
	 * @param python the Python that the run stands for
	 * @param lesson what to learn
	 * @param findings what the figures show
	 * @param next the command to try next
	 * @return the report
	 * @throws IllegalArgumentException if the combinator has not answered yet
	 */
	public static Report of(String concept, String style, String io, Timeline timeline, String python, Sentence lesson,
			List<Finding> findings, String next) {
		Result result = timeline.result();
		if (result == null) {
			throw new IllegalArgumentException("The combinator has not answered yet");
		}
		return new Report(concept, style, io, result, timeline.wallNanos() / Milliseconds.NANOS,
				timeline.longestNanos() / Milliseconds.NANOS, timeline.sumNanos() / Milliseconds.NANOS,
				timeline.speedup(), timeline.peakConcurrency(), timeline.tasks(), timeline.log(), timeline.loops(),
				timeline.stalls(), python, lesson, findings, next);
	}

	/**
	 * Says what to learn, in English.
	 * @return the text of {@link #lessonSentence}
	 */
	@JsonProperty
	public String lesson() {
		return this.lessonSentence.text();
	}

	/**
	 * Draws the report for a terminal of 80 columns.
	 * @return lines of text; only the command to try next may be wider
	 */
	@Override
	public String toText() {
		return TextTimeline.of(this);
	}

	@Override
	public String toSvg() {
		return SvgTimeline.of(this);
	}

	@Override
	public String toTrace() {
		return addTo(new ChromeTrace()).toString();
	}

	ChromeTrace addTo(ChromeTrace trace) {
		return trace.add(this.style, this.concept, this, this.findings);
	}

}
