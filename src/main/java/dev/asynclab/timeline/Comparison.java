package dev.asynclab.timeline;

import java.util.List;

/**
 * The same plan, run in several styles. Its pictures have one time axis for all runs.
 *
 * @param runs the reports, at least one, in the order in which they are shown
 */
public record Comparison(List<Report> runs) implements Picture, Traced {

	public Comparison {
		if (runs.isEmpty()) {
			throw new IllegalArgumentException("A comparison needs a run");
		}
		runs = List.copyOf(runs);
	}

	/**
	 * Draws the runs, one below another, for a terminal of 80 columns.
	 * @return lines of text; only the commands to try next may be wider
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
		ChromeTrace trace = new ChromeTrace();
		this.runs.forEach((run) -> run.addTo(trace));
		return trace.toString();
	}

}
