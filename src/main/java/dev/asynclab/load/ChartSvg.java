package dev.asynclab.load;

import java.util.List;

import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.SvgStyle;
import dev.asynclab.timeline.SvgWriter;

/**
 * A picture of an experiment: a heading, charts of the same width, a legend, and what the
 * figures say, which is also the description for readers who can't see the picture.
 */
public abstract class ChartSvg {

	/** Where the charts begin. */
	protected static final double LEFT = 76;

	/** Where they end. */
	protected static final double RIGHT = 876;

	private static final double WIDTH = 900;

	private static final double LINE = 19;

	private static final int KEYS_IN_A_ROW = 4;

	/** What fits into the width in this font. */
	private static final int COLUMNS = 106;

	private final SvgWriter svg = new SvgWriter();

	private final String name;

	private final String heading;

	private final List<String> sentences;

	/**
	 * Prepares a picture.
	 * @param name a class of the root element, and how the names of its parts begin
	 * @param heading what the experiment did
	 * @param sentences what the figures say
	 */
	protected ChartSvg(String name, String heading, List<String> sentences) {
		this.name = name;
		this.heading = heading;
		this.sentences = List.copyOf(sentences);
	}

	/**
	 * Draws the charts.
	 */
	protected abstract void charts();

	/**
	 * Returns where the lowest chart ends.
	 * @return the distance from the top
	 */
	protected abstract double bottom();

	/**
	 * Returns the style sheet of the lines.
	 * @return rules for elements below the root
	 */
	protected abstract String sheet();

	/**
	 * Returns what the lines mean.
	 * @return the legend
	 */
	protected abstract List<Key> keys();

	/**
	 * Draws the picture, once.
	 * @return an SVG document
	 */
	public final String draw() {
		List<String> lines = this.sentences.stream().flatMap((it) -> Columns.wrap(it, COLUMNS).stream()).toList();
		List<Key> keys = keys();
		double text = bottom() + 59 + LINE * Math.ceilDiv(keys.size(), KEYS_IN_A_ROW);
		double height = text + lines.size() * LINE;
		this.svg.root("class", "timeline " + this.name, "role", "img", "aria-labelledby",
				this.name + "-title " + this.name + "-desc", "width", WIDTH, "height", height, "viewBox",
				"0 0 " + (int) WIDTH + " " + (int) height);
		this.svg.text("title", this.heading, "id", this.name + "-title");
		this.svg.text("desc", String.join(" ", this.sentences), "id", this.name + "-desc");
		SvgStyle.write(this.svg);
		this.svg.text("style", sheet());
		this.svg.empty("rect", "class", "paper", "width", "100%", "height", "100%", "rx", 8);
		this.svg.text("text", this.heading, "class", "heading", "x", 24.0, "y", 34.0);
		charts();
		for (int index = 0; index < keys.size(); index++) {
			int row = index / KEYS_IN_A_ROW;
			key(keys.get(index), LEFT + index % KEYS_IN_A_ROW * 200, bottom() + 54 + row * LINE);
		}
		for (int index = 0; index < lines.size(); index++) {
			this.svg.text("text", lines.get(index), "class", "label", "x", 24.0, "y", text + index * LINE);
		}
		return this.svg.document();
	}

	private void key(Key key, double x, double y) {
		this.svg.empty("line", "class", key.look(), "x1", x, "y1", y - 4, "x2", x + 34, "y2", y - 4);
		this.svg.text("text", key.text(), "class", "label", "x", x + 40, "y", y);
	}

	/**
	 * Returns the document.
	 * @return what {@link #charts} writes to
	 */
	protected final SvgWriter svg() {
		return this.svg;
	}

	/**
	 * Draws a line of the grid from left to right, with what it stands for.
	 * @param y where it is
	 * @param text what it stands for
	 */
	protected final void level(double y, String text) {
		this.svg.empty("line", "class", "grid", "x1", LEFT, "y1", y, "x2", RIGHT, "y2", y);
		this.svg.text("text", text, "class", "tick", "x", LEFT - 6, "y", y + 4, "style", "text-anchor: end");
	}

	/**
	 * Draws a line of the grid from top to bottom, with what it stands for below.
	 * @param x where it is
	 * @param top where it begins
	 * @param text what it stands for
	 */
	protected final void tick(double x, double top, String text) {
		this.svg.empty("line", "class", "grid", "x1", x, "y1", top, "x2", x, "y2", bottom());
		this.svg.text("text", text, "class", "tick", "x", x, "y", bottom() + 16);
	}

	/**
	 * What a line means.
	 *
	 * @param look the classes of the line
	 * @param text its meaning
	 */
	public record Key(String look, String text) {
	}

}
