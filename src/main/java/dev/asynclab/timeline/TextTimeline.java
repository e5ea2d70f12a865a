package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.timeline.Bar.Look;

/**
 * Draws reports for a terminal of 80 columns: the runs one below another on one time
 * axis, then their figures, the lesson and, on a line that may be wider, the command to
 * try next.
 */
final class TextTimeline {

	private static final int WIDTH = 80;

	private static final int LONGEST_NAME = 20;

	private static final int GAP = 2;

	private static final int COLUMNS_PER_TICK = 8;

	private static final String RAN = "ran";

	private static final String LOOP = "event loop";

	private static final String STALLED = "stalled";

	private static final String STALL = "▚";

	private final List<Report> runs;

	private final List<Bar> bars;

	private final boolean stalled;

	private final int nameColumns;

	private final int timeColumns;

	private final int cells;

	private final TimeAxis axis;

	private final List<String> lines = new ArrayList<>();

	private TextTimeline(List<Report> runs) {
		this.runs = runs;
		this.bars = runs.stream().flatMap(Bar::of).toList();
		this.stalled = runs.stream().anyMatch((run) -> !run.stalls().isEmpty());
		this.nameColumns = Math.min(LONGEST_NAME,
				Math.max(Columns.widest(this.bars.stream().map(Bar::name)), this.stalled ? LOOP.length() : 0));
		this.timeColumns = Math.max(RAN.length(), Columns
			.widest(Stream.concat(this.bars.stream().map(Bar::time), runs.stream().map(TextTimeline::stalledTime))));
		int wordColumns = Math.max(Columns.widest(this.bars.stream().map(Bar::word)),
				this.stalled ? STALLED.length() : 0);
		int labelColumns = this.timeColumns + ((wordColumns > 0) ? 1 + wordColumns : 0);
		this.cells = WIDTH - this.nameColumns - GAP - GAP - labelColumns;
		this.axis = TimeAxis.of(runs, this.cells / COLUMNS_PER_TICK);
	}

	static String of(Report report) {
		return new TextTimeline(List.of(report)).draw();
	}

	static String of(Comparison comparison) {
		return new TextTimeline(comparison.runs()).draw();
	}

	private String draw() {
		wrap(Summary.heading(this.runs));
		blank();
		axis();
		this.runs.forEach(this::panel);
		legend();
		blank();
		this.runs.stream().map(Report::lesson).distinct().forEach(this::wrap);
		if (this.runs.stream().anyMatch((run) -> !run.findings().isEmpty())) {
			this.runs.forEach(this::findings);
			blank();
		}
		this.runs.stream().map(Report::next).distinct().forEach((next) -> line("next: " + Printable.of(next)));
		return this.lines.stream().map((line) -> line + "\n").collect(Collectors.joining());
	}

	private void axis() {
		StringBuilder labels = new StringBuilder(" ".repeat(this.nameColumns + GAP + this.cells + GAP));
		StringBuilder ruler = new StringBuilder("─".repeat(this.cells));
		for (BigDecimal tick : this.axis.ticks()) {
			int cell = Math.min(cell(tick.doubleValue()), this.cells - 1);
			ruler.setCharAt(cell, '┬');
			String label = this.axis.label(tick);
			int at = Math.clamp(cell - label.length() / 2, 0, this.cells - label.length());
			labels.replace(left(at), left(at) + label.length(), label);
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
		int answered = cell(run.result().atMs());
		boolean marked = summary.ranOn() && answered < cell(run.wallMs());
		Bar.of(run).forEach((bar) -> row(bar, marked ? answered : this.cells));
		stalls(run);
		if (marked) {
			mark(summary.mark(), answered);
		}
		blank();
		wrap(summary.answer(WIDTH));
		line(summary.wall());
		line(summary.gain());
		summary.stalls().forEach(this::wrap);
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
		line("see: " + Printable.of(finding.see()));
	}

	private void row(Bar bar, int answered) {
		StringBuilder row = new StringBuilder(" ".repeat(this.cells));
		if (answered < this.cells) {
			row.setCharAt(answered, '┊');
		}
		Bar.Stretch waiting = bar.waiting();
		Bar.Stretch running = bar.running();
		if (waiting != null) {
			int from = firstCell(waiting);
			int to = (running != null) ? firstCell(running) : Math.max(from + 1, cell(waiting.toMs()));
			row.replace(from, to, Look.WAITING.draw(to - from));
			if (running == null) {
				row.replace(to - bar.look().mark().length(), to, bar.look().mark());
			}
		}
		if (running != null) {
			int from = firstCell(running);
			int to = Math.max(from + 1, cell(running.toMs()));
			row.replace(from, to, bar.look().draw(to - from));
		}
		String name = Columns.padEnd(Columns.shortenName(bar.name(), this.nameColumns), this.nameColumns + GAP);
		line(name + row + " ".repeat(GAP) + Columns.padStart(bar.time(), this.timeColumns) + " " + bar.word());
	}

	// A lane of their own, below the tasks that they delayed.
	private void stalls(Report run) {
		if (run.stalls().isEmpty()) {
			return;
		}
		StringBuilder lane = new StringBuilder(" ".repeat(this.cells));
		for (Stall stall : run.stalls()) {
			int from = firstCell(stall.stretch());
			int to = Math.max(from + 1, cell(stall.stretch().toMs()));
			lane.replace(from, to, STALL.repeat(to - from));
		}
		line(Columns.padEnd(LOOP, this.nameColumns + GAP) + lane + " ".repeat(GAP)
				+ Columns.padStart(stalledTime(run), this.timeColumns) + " " + STALLED);
	}

	private static String stalledTime(Report run) {
		return run.stalls().isEmpty() ? "" : TimeText.of(Summary.stalledMs(run));
	}

	private void mark(String text, int cell) {
		int room = WIDTH - left(cell) - 1;
		boolean fitsAfter = text.length() + 2 <= room;
		line(fitsAfter ? " ".repeat(left(cell)) + "▲ " + text : Columns.padStart(text + " ▲", left(cell) + 1));
	}

	private void legend() {
		List<Look> looks = Stream.of(Look.values()).filter(this::isDrawn).toList();
		if (this.stalled || (!looks.equals(List.of(Look.RUNNING)) && !looks.isEmpty())) {
			blank();
			Stream<String> stall = this.stalled ? Stream.of(STALL + " event loop stalled") : Stream.empty();
			line(Stream.concat(looks.stream().map(Look::legend), stall).collect(Collectors.joining("   ")));
		}
	}

	private boolean isDrawn(Look look) {
		return this.bars.stream().anyMatch((bar) -> (look == Look.WAITING) ? drawsWaiting(bar) : draws(bar, look));
	}

	private static boolean draws(Bar bar, Look look) {
		return bar.look() == look && (bar.running() != null || (bar.waiting() != null && look != Look.RUNNING));
	}

	private boolean drawsWaiting(Bar bar) {
		Bar.Stretch waiting = bar.waiting();
		Bar.Stretch running = bar.running();
		return waiting != null && (running == null || firstCell(waiting) < firstCell(running));
	}

	private int firstCell(Bar.Stretch stretch) {
		return Math.min(cell(stretch.fromMs()), this.cells - 1);
	}

	private int cell(double ms) {
		return (int) Math.round(this.axis.position(ms) * this.cells);
	}

	private int left(int cell) {
		return this.nameColumns + GAP + cell;
	}

	private void wrap(String text) {
		Columns.wrap(Printable.of(text), WIDTH).forEach(this::line);
	}

	private void blank() {
		line("");
	}

	private void line(String line) {
		this.lines.add(line.stripTrailing());
	}

}
