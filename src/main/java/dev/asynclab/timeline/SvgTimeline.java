package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.timeline.Bar.Look;
import dev.asynclab.timeline.Bar.Stretch;
import org.jspecify.annotations.Nullable;

/**
 * Draws reports as SVG: the runs one below another on one time axis, with their figures.
 * The colours follow the reader's light or dark scheme, and bars differ in pattern too.
 * For readers who can't see the picture, its description has the sentences.
 */
final class SvgTimeline {

	private static final double WIDTH = 900;

	private static final double MARGIN = 24;

	private static final double HEADING = 38;

	private static final double LINE = 20;

	/** The width of one column in the monospaced font, with some reserve. */
	private static final double COLUMN = 7.9;

	private static final int LONGEST_NAME = 20;

	private static final int LONGEST_LINE = 106;

	private static final int LONGEST_HEADING = 75;

	private static final double GAP = 12;

	private static final String STALLED = "stalled";

	private static final String STALLED_MEANING = "event loop stalled";

	private static final double AXIS = 32;

	private static final double PIXELS_PER_TICK = 70;

	/** The height that a name needs. If rows are lower, only some show their name. */
	private static final double NAME = 13;

	private final List<Report> runs;

	private final List<Bar> bars;

	private final double left;

	private final double right;

	private final double row;

	private final TimeAxis axis;

	private final SvgWriter svg = new SvgWriter();

	private SvgTimeline(List<Report> runs) {
		this.runs = runs;
		this.bars = runs.stream().flatMap(Bar::of).toList();
		int nameColumns = Math.min(LONGEST_NAME, Columns.widest(this.bars.stream().map(Bar::name)));
		this.left = MARGIN + nameColumns * COLUMN + GAP;
		this.right = WIDTH - MARGIN - Columns.widest(this.bars.stream().map(SvgTimeline::label)) * COLUMN - GAP;
		this.row = rowHeight(runs.stream().mapToInt((run) -> run.tasks().size()).max().orElse(0));
		this.axis = TimeAxis.of(runs, (int) ((this.right - this.left) / PIXELS_PER_TICK));
	}

	static String of(Report report) {
		return new SvgTimeline(List.of(report)).draw();
	}

	static String of(Comparison comparison) {
		return new SvgTimeline(comparison.runs()).draw();
	}

	private String draw() {
		List<Look> looks = Stream.of(Look.values()).filter(this::isDrawn).toList();
		boolean stalled = this.runs.stream().anyMatch((run) -> !run.stalls().isEmpty());
		boolean legend = stalled || looks.size() > 1 || looks.contains(Look.FAILED) || looks.contains(Look.CANCELLED);
		double bottom = this.runs.stream().mapToDouble(this::panelHeight).sum() + HEADING + MARGIN;
		double height = bottom + (legend ? LINE : 0) + GAP / 2;
		String heading = Summary.heading(this.runs);
		this.svg.root("class", "timeline", "role", "img", "aria-labelledby", "timeline-title timeline-desc", "width",
				WIDTH, "height", height, "viewBox", "0 0 " + (int) WIDTH + " " + (int) height);
		this.svg.text("title", heading, "id", "timeline-title");
		this.svg.text("desc", this.runs.stream().map(this::description).collect(Collectors.joining(" ")), "id",
				"timeline-desc");
		SvgStyle.write(this.svg);
		this.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%", "rx", 8);
		text("heading", MARGIN, HEADING, Columns.shorten(heading, LONGEST_HEADING));
		double top = HEADING;
		for (Report run : this.runs) {
			panel(run, top);
			top += panelHeight(run);
		}
		if (legend) {
			double x = MARGIN;
			for (Look look : looks) {
				x = legend(look.styleClass(), look.meaning(), (look == Look.WAITING) ? 6 : 12, x, bottom);
			}
			if (stalled) {
				legend(STALLED, STALLED_MEANING, 12, x, bottom);
			}
		}
		return this.svg.document();
	}

	private void panel(Report run, double panelTop) {
		Summary summary = new Summary(run);
		double y = panelTop;
		if (this.runs.size() > 1) {
			y += LINE + GAP;
			text("subheading", MARGIN, y, Columns.shorten(summary.heading(), LONGEST_LINE));
		}
		double top = y + AXIS;
		double bottom = top + run.tasks().size() * this.row;
		axis(top, bottom);
		stalls(run, top, bottom);
		List<Bar> rows = Bar.of(run).toList();
		for (int index = 0; index < rows.size(); index++) {
			row(rows.get(index), index, top + index * this.row);
		}
		if (summary.ranOn()) {
			mark(run, summary, top, bottom);
			bottom += LINE;
		}
		y = bottom + LINE + GAP / 2;
		text("answer", MARGIN, y, Columns.shorten(summary.answer(LONGEST_LINE), LONGEST_LINE));
		text("figures", MARGIN, y + LINE, summary.wall() + "   " + summary.gain());
		for (String stall : summary.stalls()) {
			y += LINE;
			text("figures", MARGIN, y + LINE, Columns.shorten(stall, LONGEST_LINE));
		}
	}

	// Drawn behind the tasks that they delayed.
	private void stalls(Report run, double top, double bottom) {
		for (Stall stall : run.stalls()) {
			double from = x(stall.stretch().fromMs());
			double width = Math.max(1, x(stall.stretch().toMs()) - from);
			this.svg.start("g")
				.text("title", STALLED_MEANING + " for " + TimeText.of(stall.durationMs()) + " by "
						+ Printable.of(stall.culprit()));
			this.svg.empty("rect", "class", STALLED, "x", from, "y", top, "width", width, "height", bottom - top);
			this.svg.end();
		}
	}

	private double panelHeight(Report run) {
		double subheading = (this.runs.size() > 1) ? LINE + GAP : 0;
		double mark = new Summary(run).ranOn() ? LINE : 0;
		double figures = (2 + new Summary(run).stalls().size()) * LINE;
		return subheading + AXIS + run.tasks().size() * this.row + mark + figures + GAP / 2;
	}

	private void axis(double top, double bottom) {
		for (BigDecimal tick : this.axis.ticks()) {
			double x = x(tick.doubleValue());
			this.svg.empty("line", "class", "grid", "x1", x, "y1", top - 4, "x2", x, "y2", bottom);
			this.svg.text("text", this.axis.label(tick), "class", "tick", "x", x, "y", top - 9);
		}
	}

	private void row(Bar bar, int index, double top) {
		double height = Math.floor(this.row * ((this.row > NAME) ? 0.7 : 0.9));
		double y = top + Math.floor((this.row - height) / 2);
		this.svg.start("g", "class", "task").text("title", bar.description());
		stretch(bar.waiting(), Look.WAITING, y + height / 4, height / 2);
		stretch(bar.running(), bar.look(), y, height);
		this.svg.end();
		int everyRow = (int) Math.ceil(NAME / this.row);
		if (index % everyRow == 0) {
			double baseline = top + Math.max(this.row, NAME) / 2 + 4;
			text("name", MARGIN, baseline, Columns.shortenName(bar.name(), LONGEST_NAME));
			text("label", this.right + GAP, baseline, label(bar));
		}
	}

	private void stretch(@Nullable Stretch stretch, Look look, double y, double height) {
		if (stretch != null && (look != Look.WAITING || isVisible(stretch))) {
			double from = x(stretch.fromMs());
			double width = Math.max(1, x(stretch.toMs()) - from);
			this.svg.empty("rect", "class", look.styleClass(), "x", from, "y", y, "width", width, "height", height);
		}
	}

	private void mark(Report run, Summary summary, double top, double bottom) {
		double x = x(run.result().atMs());
		boolean left = x > (this.left + this.right) / 2;
		this.svg.empty("line", "class", "mark-edge", "x1", x, "y1", top - 4, "x2", x, "y2", bottom + 8);
		this.svg.empty("line", "class", "mark", "x1", x, "y1", top - 4, "x2", x, "y2", bottom + 8);
		text(left ? "mark-text before" : "mark-text", x + (left ? -6 : 6), bottom + 14, summary.mark());
	}

	private double legend(String styleClass, String meaning, double height, double x, double y) {
		this.svg.empty("rect", "class", styleClass, "x", x, "y", y - 4 - height / 2, "width", 24.0, "height", height);
		text("name", x + 32, y, meaning);
		return x + 32 + meaning.length() * COLUMN + 2 * GAP;
	}

	private void text(String styleClass, double x, double y, String text) {
		if (!text.isEmpty()) {
			this.svg.text("text", text, "class", styleClass, "x", x, "y", y);
		}
	}

	private String description(Report run) {
		Summary summary = new Summary(run);
		String tasks = Bar.of(run).map(Bar::description).collect(Collectors.joining("; "));
		return summary.heading() + ". " + Columns.shorten(summary.answer(LONGEST_LINE), LONGEST_LINE) + ", "
				+ summary.wall() + ", " + summary.gain() + ". " + tasks + "."
				+ summary.stalls().stream().map((stall) -> " " + stall + ".").collect(Collectors.joining());
	}

	private boolean isDrawn(Look look) {
		return this.bars.stream().anyMatch((bar) -> {
			Stretch waiting = bar.waiting();
			return (look == Look.WAITING) ? waiting != null && isVisible(waiting)
					: bar.look() == look && bar.running() != null;
		});
	}

	private boolean isVisible(Stretch stretch) {
		return x(stretch.toMs()) - x(stretch.fromMs()) >= 1;
	}

	private double x(double ms) {
		return this.left + this.axis.position(ms) * (this.right - this.left);
	}

	private static double rowHeight(int rows) {
		if (rows <= 12) {
			return 30;
		}
		if (rows <= 40) {
			return 18;
		}
		return (rows <= 120) ? 8 : 5;
	}

	private static String label(Bar bar) {
		return (bar.time() + " " + bar.word()).strip();
	}

}
