package dev.asynclab.eventloop;

import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.TextPicture;

/**
 * The state of the lab's event loops, and their last stalls.
 *
 * @param slowCallbackMs the shortest time that counts as a stall, in milliseconds
 * @param loops the loops that run now
 * @param stalls the last stalls, the oldest first
 */
record EventLoopHealth(long slowCallbackMs, List<Lag> loops, List<LoopStall> stalls) implements TextPicture {

	private static final String INDENT = "    ";

	private static final int FRAMES = 6;

	@Override
	public String toText() {
		List<String> lines = new ArrayList<>();
		lines.add("loop                 last lag    longest");
		for (Lag lag : this.loops) {
			String now = (lag.stalledMs() > 0) ? "  stalled for " + ms(lag.stalledMs()) : "";
			lines.add(String.format(Locale.ROOT, "%-16s %12s %10s%s", lag.name(), ms(lag.lagMs()),
					ms(lag.longestLagMs()), now));
		}
		lines.add("");
		lines.add(this.stalls.isEmpty() ? "No stall of " + this.slowCallbackMs + " ms or more."
				: "Stalls of " + this.slowCallbackMs + " ms or more, the oldest first:");
		this.stalls.forEach((stall) -> describe(stall, lines));
		return String.join("\n", lines) + "\n";
	}

	private static void describe(LoopStall stall, List<String> lines) {
		String what = (stall.culprit() != null) ? stall.culprit().toString() : "starved: no code is to blame";
		lines.addAll(Columns.wrap("%s %s %s%s %s".formatted(stall.at().truncatedTo(ChronoUnit.MILLIS), stall.loop(),
				ms(stall.durationMs()), stall.ongoing() ? " so far" : "", what), Columns.MOST));
		if (stall.culprit() != null) {
			stall.stack()
				.stream()
				.limit(FRAMES)
				.forEach((frame) -> Columns.wrap("at " + frame, Columns.MOST - INDENT.length())
					.forEach((line) -> lines.add(INDENT + line)));
			if (stall.stack().size() > FRAMES) {
				lines.add(INDENT + "… " + (stall.stack().size() - FRAMES) + " more");
			}
		}
	}

	private static String ms(double ms) {
		return String.format(Locale.ROOT, "%.1f ms", ms);
	}

}
