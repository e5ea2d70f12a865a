package dev.asynclab.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

import org.springframework.core.io.ClassPathResource;

/**
 * The look of the pictures: a style sheet that follows the reader's light or dark scheme,
 * and patterns that tell bars apart without colour.
 */
public final class SvgStyle {

	private static final String SHEET = read();

	private SvgStyle() {
	}

	/**
	 * Writes the style sheet and the patterns. They are for what is in an element of the
	 * class {@code timeline}.
	 * @param svg the document
	 */
	public static void write(SvgWriter svg) {
		svg.text("style", SHEET);
		svg.start("defs");
		stripes(svg, "failed", 7, 4, 45);
		dots(svg, "cancelled", 1.6);
		stripes(svg, "stalled", 8, 2, -45);
		stripes(svg, "holding", 6, 2, 45);
		dots(svg, "ready", 1.2);
		svg.end();
	}

	private static void stripes(SvgWriter svg, String look, int size, int ink, int degrees) {
		svg.start("pattern", "id", "timeline-" + look, "width", size, "height", size, "patternUnits", "userSpaceOnUse",
				"patternTransform", "rotate(" + degrees + ")");
		svg.empty("rect", "class", look + "-paper", "width", size, "height", size);
		svg.empty("rect", "class", look + "-ink", "width", ink, "height", size);
		svg.end();
	}

	private static void dots(SvgWriter svg, String look, double radius) {
		svg.start("pattern", "id", "timeline-" + look, "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
		svg.empty("rect", "class", look + "-paper", "width", 6, "height", 6);
		svg.empty("circle", "class", look + "-ink", "cx", 3, "cy", 3, "r", radius);
		svg.end();
	}

	private static String read() {
		try {
			return new ClassPathResource("timeline.css", SvgStyle.class).getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
