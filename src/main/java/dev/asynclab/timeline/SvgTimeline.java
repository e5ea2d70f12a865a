package dev.asynclab.timeline;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

	private static final double SMALL_COLUMN = 7.3;

	private static final int LONGEST_NAME = 20;

	private static final int LONGEST_LINE = 106;

	private static final int LONGEST_HEADING = 75;

	private static final double GAP = 12;

	private static final double AXIS = 32;

	private static final double PIXELS_PER_TICK = 70;

	/** The height that a name needs. If rows are lower, only some show their name. */
	private static final double NAME = 13;

	private static final double LANE = 22;

	private static final double LANE_HEIGHT = 16;

	private static final double END_MARK = 9;

	private final List<Report> runs;

	private final double left;

	private final double right;

	private final double row;

	private final TimeAxis axis;

	private final Legend legend = new Legend();

	private final SvgWriter svg = new SvgWriter();

	private SvgTimeline(List<Report> runs) {
		this.runs = runs;
		List<Bar> bars = runs.stream().flatMap(Bar::of).toList();
		List<Lane> lanes = runs.stream().flatMap((run) -> Lane.of(run).stream()).toList();
		int nameColumns = Math.min(LONGEST_NAME,
				Columns.widest(Stream.concat(bars.stream().map(Bar::name), lanes.stream().map(Lane::name))));
		int labelColumns = Columns
			.widest(Stream.concat(bars.stream().map(SvgTimeline::label), lanes.stream().map(SvgTimeline::label)));
		this.left = MARGIN + nameColumns * COLUMN + GAP;
		this.right = WIDTH - MARGIN - labelColumns * COLUMN - GAP;
		this.row = rowHeight(runs.stream().mapToInt((run) -> run.tasks().size()).max().orElse(0));
		this.axis = TimeAxis.of(runs, (int) ((this.right - this.left) / PIXELS_PER_TICK));
		bars.forEach((bar) -> {
			pieces(bar.stretches()).forEach((piece) -> this.legend.drawn(piece.look()));
			if (bar.end() != null) {
				this.legend.drawn(bar.end());
			}
		});
		lanes.forEach((lane) -> lanePieces(lane).forEach((piece) -> this.legend.drawn(piece.look())));
	}

	static String of(Report report) {
		return new SvgTimeline(List.of(report)).draw();
	}

	static String of(Comparison comparison) {
		return new SvgTimeline(comparison.runs()).draw();
	}

	private String draw() {
		List<Legend.Group> groups = this.legend.groups();
		double bottom = this.runs.stream().mapToDouble(this::panelHeight).sum() + HEADING + MARGIN;
		List<String> findings = findings();
		double height = bottom + (groups.size() + findings.size()) * LINE + GAP / 2;
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
		for (Legend.Group group : groups) {
			legend(group, bottom);
			bottom += LINE;
		}
		for (String line : findings) {
			text("finding", MARGIN, bottom, line);
			bottom += LINE;
		}
		return this.svg.document();
	}

	// What the figures show, below the picture: in lines, with an empty one before each.
	private List<String> findings() {
		List<String> lines = new ArrayList<>();
		for (Report run : this.runs) {
			for (Finding finding : run.findings()) {
				lines.add("");
				String of = (this.runs.size() > 1) ? "In style " + Printable.of(run.style()) + ": " : "";
				Stream.of(of + finding.text(), finding.advice(), "see: " + Printable.of(finding.see()))
					.forEach((text) -> lines.addAll(Columns.wrap(text, LONGEST_LINE)));
			}
		}
		return lines;
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
		List<Lane> lanes = Lane.of(run);
		axis(top, bottom + (Summary.ranOn(run) ? LINE : 0) + lanesHeight(run));
		List<Bar> rows = Bar.of(run).toList();
		for (int index = 0; index < rows.size(); index++) {
			row(rows.get(index), index, top + index * this.row);
		}
		if (Summary.ranOn(run)) {
			mark(run, top, bottom);
			bottom += LINE;
		}
		for (int index = 0; index < lanes.size(); index++) {
			lane(lanes.get(index), bottom + GAP + index * LANE);
		}
		if (Lane.more(run) > 0) {
			text("name", MARGIN, bottom + GAP + lanes.size() * LANE + NAME, "and " + Lane.more(run) + " more threads");
		}
		y = bottom + lanesHeight(run) + LINE + GAP / 2;
		text("answer", MARGIN, y, Columns.shorten(summary.answer(LONGEST_LINE), LONGEST_LINE));
		for (String figures : figures(summary)) {
			y += LINE;
			text("figures", MARGIN, y, Columns.shorten(figures, LONGEST_LINE));
		}
	}

	private static List<String> figures(Summary summary) {
		List<String> figures = new ArrayList<>();
		figures.add(summary.wall());
		figures.add(summary.gain());
		figures.addAll(summary.turns());
		figures.addAll(summary.stalls());
		return figures;
	}

	private double panelHeight(Report run) {
		Summary summary = new Summary(run);
		double subheading = (this.runs.size() > 1) ? LINE + GAP : 0;
		double mark = Summary.ranOn(run) ? LINE : 0;
		double figures = (1 + figures(summary).size()) * LINE;
		return subheading + AXIS + run.tasks().size() * this.row + mark + lanesHeight(run) + figures + GAP / 2;
	}

	private static double lanesHeight(Report run) {
		int lanes = Lane.of(run).size() + ((Lane.more(run) > 0) ? 1 : 0);
		return (lanes > 0) ? GAP + lanes * LANE : 0;
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
		List<Piece> pieces = pieces(bar.stretches());
		this.svg.start("g", "class", "task").text("title", bar.description());
		pieces.forEach((piece) -> rect(piece, y, height));
		if (bar.end() != null && !pieces.isEmpty()) {
			double end = pieces.getLast().x() + pieces.getLast().width();
			double width = Math.min(END_MARK, end - pieces.getFirst().x());
			rect(new Piece(end - width, width, bar.end()), y, height);
		}
		this.svg.end();
		int everyRow = (int) Math.ceil(NAME / this.row);
		if (index % everyRow == 0) {
			double baseline = top + Math.max(this.row, NAME) / 2 + 4;
			text("name", MARGIN, baseline, Columns.shortenName(bar.name(), LONGEST_NAME));
			text("label", this.right + GAP, baseline, label(bar));
		}
	}

	private void lane(Lane lane, double top) {
		this.svg.start("g", "class", "lane").text("title", lane.description());
		List<Piece> pieces = lanePieces(lane);
		pieces.forEach((piece) -> rect(piece, top, LANE_HEIGHT));
		this.svg.end();
		double baseline = top + LANE_HEIGHT / 2 + 4;
		lane.labels().forEach((stretch, texts) -> label(stretch, texts, baseline));
		text("name", MARGIN, baseline, Columns.shortenName(lane.name(), LONGEST_NAME));
		text("label", this.right + GAP, baseline, label(lane));
	}

	// The first text that fits.
	private void label(Stretch stretch, List<String> texts, double baseline) {
		double from = x(stretch.fromMs());
		double room = x(stretch.toMs()) - from;
		texts.stream()
			.filter((text) -> Columns.width(text) * SMALL_COLUMN + GAP / 2 <= room)
			.findFirst()
			.ifPresent((text) -> text("user", from + room / 2, baseline, text));
	}

	private List<Piece> lanePieces(Lane lane) {
		List<Piece> pieces = new ArrayList<>();
		if (lane.loop()) {
			pieces.addAll(pieces(List.of(new Stretch(0, lane.wallMs(), Look.FREE))));
		}
		lane.uses().forEach((use) -> pieces.addAll(pieces(List.of(use.stretch()))));
		lane.stalls().forEach((stall) -> pieces.addAll(pieces(List.of(Stretch.of(stall)))));
		return pieces;
	}

	// Stretches that are too short to be seen are left to those after them, unless there
	// is nothing else.
	private List<Piece> pieces(List<Stretch> stretches) {
		List<Piece> pieces = new ArrayList<>();
		if (stretches.isEmpty()) {
			return pieces;
		}
		double x = x(stretches.getFirst().fromMs());
		for (Stretch stretch : stretches) {
			double width = x(stretch.toMs()) - x;
			if (width >= 1 && stretch.durationMs() * 2 >= width * this.axis.endMs() / (this.right - this.left)) {
				pieces.add(new Piece(x, width, stretch.look()));
				x += width;
			}
		}
		if (pieces.isEmpty()) {
			pieces.add(new Piece(x, 1, stretches.getLast().look()));
		}
		return pieces;
	}

	private void rect(Piece piece, double y, double height) {
		double inset = (piece.look() == Look.QUEUED) ? height / 4 : 0;
		this.svg.empty("rect", "class", piece.look().styleClass(), "x", piece.x(), "y", y + inset, "width",
				piece.width(), "height", height - 2 * inset);
	}

	private void mark(Report run, double top, double bottom) {
		double x = x(run.result().atMs());
		boolean left = x > (this.left + this.right) / 2;
		this.svg.empty("line", "class", "mark-edge", "x1", x, "y1", top - 4, "x2", x, "y2", bottom + 8);
		this.svg.empty("line", "class", "mark", "x1", x, "y1", top - 4, "x2", x, "y2", bottom + 8);
		text(left ? "mark-text before" : "mark-text", x + (left ? -6 : 6), bottom + 14, Summary.mark(run.result()));
	}

	private void legend(Legend.Group group, double y) {
		text("label", MARGIN, y, group.title() + ":");
		double x = MARGIN + Legend.TITLE_COLUMNS * COLUMN + GAP;
		for (Look look : group.looks()) {
			rect(new Piece(x, (group.looks().getFirst().use() == Look.Use.END) ? END_MARK : 24, look), y - 10, 12);
			text("name", x + 32, y, look.meaning());
			x += 32 + look.meaning().length() * COLUMN + 2 * GAP;
		}
	}

	private void text(String styleClass, double x, double y, String text) {
		if (!text.isEmpty()) {
			this.svg.text("text", text, "class", styleClass, "x", x, "y", y);
		}
	}

	private String description(Report run) {
		Summary summary = new Summary(run);
		String tasks = Bar.of(run).map(Bar::description).collect(Collectors.joining("; "));
		Stream<String> more = Stream
			.of(summary.turns().stream(), summary.stalls().stream(),
					run.findings().stream().map((finding) -> withoutDot(finding.text())))
			.flatMap((sentences) -> sentences);
		return summary.heading() + ". " + Columns.shorten(summary.answer(LONGEST_LINE), LONGEST_LINE) + ", "
				+ summary.wall() + ", " + summary.gain() + ". " + tasks + "."
				+ Stream.concat(Lane.of(run).stream().map(Lane::description), more)
					.map((sentence) -> " " + sentence + ".")
					.collect(Collectors.joining());
	}

	private static String withoutDot(String sentence) {
		return sentence.endsWith(".") ? sentence.substring(0, sentence.length() - 1) : sentence;
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

	private static String label(Lane lane) {
		return (lane.time() + " " + lane.word()).strip();
	}

	/**
	 * A rectangle of a row.
	 *
	 * @param x its left edge
	 * @param width its width
	 * @param look how it looks
	 */
	private record Piece(double x, double width, Look look) {

	}

}
