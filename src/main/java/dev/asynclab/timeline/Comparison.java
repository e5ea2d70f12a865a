package dev.asynclab.timeline;

import java.util.List;

/**
 * The same plan, run in several styles. Its pictures have one time axis for all runs.
 *
 * @param runs the reports, in the order in which they are shown; at least one
 */
public record Comparison(List<Report> runs) implements Picture {

	public Comparison {
		if (runs.isEmpty()) {
			throw new IllegalArgumentException("A comparison needs a run");
		}
		runs = List.copyOf(runs);
	}

	/**
	 * Draws the runs one below the other for a terminal of 80 columns.
	 * @return lines of text, none wider except the commands to try next
	 */
	@Override
	public String toText() {
		return TextTimeline.of(this);
	}

	/**
	 * Draws the runs one below the other as a picture.
	 * @return an SVG document
	 */
	@Override
	public String toSvg() {
		return SvgTimeline.of(this);
	}

}
