package dev.asynclab.collapse;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.asynclab.job.Place;
import dev.asynclab.load.Machine;
import dev.asynclab.load.Point;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.TextPicture;

/**
 * What an experiment measured.
 *
 * @param on the place whose thread the calls shared
 * @param rate how many calls arrived a second
 * @param delayMs how long a call did I/O, or blocked
 * @param blockingShare the part of the calls that blocked
 * @param phaseMs how long a phase was to take
 * @param stopped whether it was stopped before its end; it then has the phases that had
 * begun
 * @param phases the figures of each phase
 * @param points what happened in each tenth of a second
 * @param machine where it was measured
 * @param lessonSentence what to learn
 * @param next the command to try next
 */
record CollapseReport(Place on, int rate, long delayMs, double blockingShare, long phaseMs, boolean stopped,
		List<PhaseFigures> phases, List<Point> points, Machine machine, Sentence lessonSentence,
		String next) implements TextPicture {

	@JsonProperty
	String lesson() {
		return this.lessonSentence.text();
	}

	@Override
	public String toText() {
		return new CollapseChart(this).draw();
	}

}
