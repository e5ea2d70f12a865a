package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Draws reports for a terminal of 80 columns: the runs one below another on one time
 * axis, then their figures, the lesson and, on a line that may be wider, the command to
 * try next.
 */
final class TextTimeline {

	private static final int LONGEST_NAME = 20;

	private static final int GAP = 2;

	private static final int COLUMNS_PER_TICK = 8;

	private static final String RAN = "ran";

	private final List<? extends Drawn> runs;

	private final int nameColumns;

	private final int timeColumns;

	private final int cells;

	private final TimeAxis axis;

	private final Legend legend = new Legend();

	private final List<String> lines = new ArrayList<>();

	private TextTimeline(List<? extends Drawn> runs) {
		this.runs = runs;
		List<Bar> bars = runs.stream().flatMap(Bar::of).toList();
		List<Lane> lanes = runs.stream().flatMap((run) -> Lane.of(run).stream()).toList();
		this.nameColumns = Math.min(LONGEST_NAME,
				Columns.widest(Stream.concat(bars.stream().map(Bar::name), lanes.stream().map(Lane::name))));
		this.timeColumns = Math.max(RAN.length(),
				Columns.widest(Stream.concat(bars.stream().map(Bar::time), lanes.stream().map(Lane::time))));
		int wordColumns = Columns.widest(Stream.concat(bars.stream().map(Bar::word), lanes.stream().map(Lane::word)));
		int labelColumns = this.timeColumns + ((wordColumns > 0) ? 1 + wordColumns : 0);
		this.cells = Columns.MOST - this.nameColumns - GAP - GAP - labelColumns;
		this.axis = TimeAxis.of(runs, this.cells / COLUMNS_PER_TICK);
	}

	static String of(Report report) {
		return reports(List.of(report));
	}

	static String of(Comparison comparison) {
		return reports(comparison.runs());
	}

	static String of(List<Track> tracks) {
		TextTimeline text = new TextTimeline(tracks);
		text.axis();
		for (Track track : tracks) {
			text.blank();
			text.wrap(track.name());
			text.drawing(track);
		}
		text.legend();
		return text.toString();
	}

	private static String reports(List<Report> runs) {
		TextTimeline text = new TextTimeline(runs);
		text.wrap(Summary.heading(runs));
		text.blank();
		text.axis();
		runs.forEach(text::panel);
		text.legend();
		text.blank();
		runs.stream().map(Report::lesson).distinct().forEach(text::wrap);
		if (runs.stream().anyMatch((run) -> !run.findings().isEmpty())) {
			runs.forEach(text::findings);
			text.blank();
		}
		runs.stream().map(Report::next).distinct().forEach((next) -> text.command("next:", next));
		return text.toString();
	}

	private void legend() {
		List<String> legend = this.legend.lines();
		if (!legend.isEmpty()) {
			blank();
			legend.forEach(this::line);
		}
	}

	private void axis() {
		StringBuilder labels = new StringBuilder(" ".repeat(this.nameColumns + GAP + this.cells + GAP));
		StringBuilder ruler = new StringBuilder("─".repeat(this.cells));
		for (BigDecimal tick : this.axis.ticks()) {
			int cell = Math.min(cell(tick.doubleValue()), this.cells - 1);
			ruler.setCharAt(cell, '┬');
			String label = this.axis.label(tick);
			int at = Math.clamp(cell - label.length() / 2, 0, this.cells - label.length());
			if (at == 0 || labels.charAt(left(at) - 1) == ' ') {
				labels.replace(left(at), left(at) + label.length(), label);
			}
		}
		line(labels + Columns.padStart(RAN, this.timeColumns));
		line(" ".repeat(left(0)) + ruler);
	}

	private void panel(Report run) {
		Summary summary = new Summary(run);
		if (this.runs.size() > 1) {
			blank();
			wrap(summary.heading());
		}
		drawing(run);
		blank();
		wrap(summary.answer(Columns.MOST));
		line(summary.wall());
		line(summary.gain());
		summary.turns().forEach(this::wrap);
		summary.stalls().forEach(this::wrap);
	}

	private void drawing(Drawn run) {
		Result result = run.result();
		int answered = (result != null && Summary.ranOn(run)) ? cell(result.atMs()) : this.cells;
		boolean marked = result != null && answered < cell(run.wallMs());
		Bar.of(run).forEach((bar) -> row(bar, marked ? answered : this.cells));
		if (result != null && marked) {
			mark(Summary.mark(result), answered);
		}
		lanes(run);
	}

	private void findings(Report run) {
		if (this.runs.size() > 1 && !run.findings().isEmpty()) {
			blank();
			line("in style " + Printable.of(run.style()) + ":");
		}
		run.findings().forEach(this::finding);
	}

	private void finding(Finding finding) {
		blank();
		wrap(finding.text());
		wrap(finding.advice());
		command("see:", finding.see());
	}

	// On a line of its own it can be copied, however long it is.
	private void command(String label, String command) {
		line(label);
		line(Printable.of(command));
	}

	private void row(Bar bar, int answered) {
		StringBuilder row = new StringBuilder(" ".repeat(this.cells));
		if (answered < this.cells) {
			row.setCharAt(answered, '┊');
		}
		int end = fill(row, bar.stretches());
		if (bar.end() != null && end > 0) {
			row.replace(end - 1, end, bar.end().cell());
		}
		this.legend.drawn(row);
		line(bar.name(), row, bar.time(), bar.word());
	}

	private void lanes(Drawn run) {
		List<Lane> lanes = Lane.of(run);
		if (!lanes.isEmpty()) {
			blank();
		}
		for (Lane lane : lanes) {
			StringBuilder row = new StringBuilder(" ".repeat(this.cells));
			if (lane.loop()) {
				fill(row, List.of(new Stretch(0, run.wallMs(), Look.FREE)));
			}
			lane.uses().forEach((use) -> fill(row, List.of(use.stretch())));
			lane.stalls().forEach((stall) -> fill(row, List.of(Stretch.of(stall))));
			this.legend.drawn(row);
			lane.uses().forEach((use) -> label(row, use));
			line(lane.name(), row, lane.time(), lane.word());
		}
		if (Lane.more(run) > 0) {
			line("and " + Lane.more(run) + " more threads");
		}
	}

	// Each cell shows the stretch that has most of it. Returns the cell after the last.
	private int fill(StringBuilder row, List<Stretch> stretches) {
		if (stretches.isEmpty()) {
			return 0;
		}
		int from = firstCell(stretches.getFirst());
		int to = Math.max(from + 1, cell(stretches.getLast().toMs()));
		double cellMs = this.axis.endMs() / this.cells;
		int index = 0;
		for (int cell = from; cell < to; cell++) {
			double cellFrom = cell * cellMs;
			double cellTo = cellFrom + cellMs;
			while (index + 1 < stretches.size() && stretches.get(index).toMs() <= cellFrom) {
				index++;
			}
			Stretch most = stretches.get(index);
			for (int next = index + 1; next < stretches.size() && stretches.get(next).fromMs() < cellTo; next++) {
				Stretch other = stretches.get(next);
				most = (other.overlapMs(cellFrom, cellTo) > most.overlapMs(cellFrom, cellTo)) ? other : most;
			}
			row.replace(cell, cell + 1, most.look().cell());
		}
		return to;
	}

	// With a space on each side, and some of the stretch beside them.
	private void label(StringBuilder row, Lane.Use use) {
		int from = firstCell(use.stretch());
		int room = cell(use.stretch().toMs()) - from;
		String label = " " + use.task() + " ";
		int columns = label.length();
		if (Columns.width(label) == columns && columns + 2 <= room) {
			int at = from + (room - columns) / 2;
			row.replace(at, at + columns, label);
		}
	}

	private void mark(String text, int cell) {
		int room = Columns.MOST - left(cell) - 1;
		boolean fitsAfter = text.length() + 2 <= room;
		line(fitsAfter ? " ".repeat(left(cell)) + "▲ " + text : Columns.padStart(text + " ▲", left(cell) + 1));
	}

	private int firstCell(Stretch stretch) {
		return Math.min(cell(stretch.fromMs()), this.cells - 1);
	}

	private int cell(double ms) {
		return (int) Math.round(this.axis.position(ms) * this.cells);
	}

	private int left(int cell) {
		return this.nameColumns + GAP + cell;
	}

	private void wrap(String text) {
		Columns.wrap(Printable.of(text), Columns.MOST).forEach(this::line);
	}

	private void blank() {
		line("");
	}

	private void line(String name, StringBuilder row, String time, String word) {
		line(Columns.padEnd(Columns.shortenName(name, this.nameColumns), this.nameColumns + GAP) + row + " ".repeat(GAP)
				+ Columns.padStart(time, this.timeColumns) + " " + word);
	}

	private void line(String line) {
		this.lines.add(line.stripTrailing());
	}

	@Override
	public String toString() {
		return this.lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

}
