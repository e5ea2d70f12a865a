package dev.asynclab.timeline;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * A run without figures, to be drawn above or below others on one axis. Times are
 * milliseconds since the run began, exact here and rounded in JSON.
 *
 * @param name what ran
 * @param result how the caller was answered; null if it was not, or there is none
 * @param wallMs when the last thing happened
 * @param tasks a span for each task
 * @param log every event, in the order of time
 * @param loops the event loops that the run needs
 * @param stalls the stretches in which an event loop that the run needs was stalled
 */
public record Track(String name, @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Result result,
		@Milliseconds double wallMs, List<TaskSpan> tasks, List<LogEntry> log, List<Loop> loops,
		List<Stall> stalls) implements Drawn {

	public Track {
		tasks = List.copyOf(tasks);
		log = List.copyOf(log);
		loops = List.copyOf(loops);
		stalls = List.copyOf(stalls);
	}

	/**
	 * Shows what was recorded.
	 * @param name what ran
	 * @param timeline what happened
	 * @return the track
	 */
	public static Track of(String name, Timeline timeline) {
		return new Track(name, timeline.result(), timeline.wallNanos() / Milliseconds.NANOS, timeline.tasks(),
				timeline.log(), timeline.loops(), timeline.stalls());
	}

	/**
	 * Draws tracks for a terminal of 80 columns, one below another on one axis, with the
	 * meaning of the cells.
	 * @param tracks the tracks, at least one
	 * @return lines of text, each with a line end
	 */
	public static String toText(List<Track> tracks) {
		return TextTimeline.of(tracks);
	}

}
