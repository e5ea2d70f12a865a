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
		svg.start("pattern", "id", "timeline-failed", "width", 7, "height", 7, "patternUnits", "userSpaceOnUse",
				"patternTransform", "rotate(45)");
		svg.empty("rect", "class", "failed-paper", "width", 7, "height", 7);
		svg.empty("rect", "class", "failed-ink", "width", 4, "height", 7);
		svg.end();
		svg.start("pattern", "id", "timeline-cancelled", "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
		svg.empty("rect", "class", "cancelled-paper", "width", 6, "height", 6);
		svg.empty("circle", "class", "cancelled-ink", "cx", 3, "cy", 3, "r", 1.6);
		svg.end();
		svg.start("pattern", "id", "timeline-stalled", "width", 8, "height", 8, "patternUnits", "userSpaceOnUse",
				"patternTransform", "rotate(-45)");
		svg.empty("rect", "class", "stalled-paper", "width", 8, "height", 8);
		svg.empty("rect", "class", "stalled-ink", "width", 2, "height", 8);
		svg.end();
		svg.start("pattern", "id", "timeline-holding", "width", 6, "height", 6, "patternUnits", "userSpaceOnUse",
				"patternTransform", "rotate(45)");
		svg.empty("rect", "class", "holding-paper", "width", 6, "height", 6);
		svg.empty("rect", "class", "holding-ink", "width", 2, "height", 6);
		svg.end();
		svg.start("pattern", "id", "timeline-ready", "width", 6, "height", 6, "patternUnits", "userSpaceOnUse");
		svg.empty("rect", "class", "ready-paper", "width", 6, "height", 6);
		svg.empty("circle", "class", "ready-ink", "cx", 3, "cy", 3, "r", 1.2);
		svg.end();
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
