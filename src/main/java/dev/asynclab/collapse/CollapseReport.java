package dev.asynclab.collapse;

import java.util.List;
import java.util.Locale;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Place;
import dev.asynclab.load.Advice;
import dev.asynclab.load.Machine;
import dev.asynclab.load.Point;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Picture;
import org.jspecify.annotations.Nullable;

/**
 * What an experiment measured.
 *
 * @param on the place whose thread the calls shared
 * @param rate how many calls arrived a second
 * @param delayMs how long a call did I/O, or blocked
 * @param serviceMs how long a call that only waits holds its thread, in a pool as
 * measured alone after the warm-up; how much CPU time of a loop it takes, as measured
 * after the warm-up; with a virtual thread for each call the delay
 * @param blockingShare the part of the calls that blocked
 * @param threads how many threads the pool of the experiment had; null if it had none
 * @param phaseMs how long a phase was to take
 * @param stopped whether it was stopped before its end; it then has the phases that had
 * begun
 * @param phases the figures of each phase
 * @param points what happened in each tenth of a second
 * @param remarks what the figures say, beside what was predicted
 * @param advice what the bottleneck was, and what would help
 * @param machine where it was measured
 * @param lessonSentence what to learn
 * @param next the command to try next
 */
record CollapseReport(Place on, int rate, long delayMs, double serviceMs, double blockingShare,
		@Nullable Integer threads, long phaseMs, boolean stopped, List<PhaseFigures> phases, List<Point> points,
		List<Remark> remarks, List<Advice> advice, Machine machine, Sentence lessonSentence,
		String next) implements Picture {

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	@Override
	public String toText() {
		return new CollapseChart(this).draw();
	}

	@Override
	public String toSvg() {
		return new CollapseSvg(this).draw();
	}

	@JsonIgnore
	String title() {
		return String.format(Locale.ROOT, "collapse on %s%s: %d calls a second, %s%% of them block %d ms", this.on.id(),
				(this.threads != null) ? " (" + Prediction.threads(this.threads) + ")" : "", this.rate,
				percent(this.blockingShare), this.delayMs);
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f", 100 * share).replaceFirst("\\.0$", "");
	}

}
