package dev.asynclab.timeline;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import org.springframework.core.io.ClassPathResource;

/**
 * The look of the pictures: a style sheet that follows the reader's light or dark scheme,
 * and patterns that tell bars apart without colour.
 */
public final class SvgStyle {

	/** The colours of the page, which are those of the pictures: light, then dark. */
	private static final ClassPathResource COLOURS = new ClassPathResource("static/page/style/colours.css");

	private static final Pattern COLOUR = Pattern.compile("(--[\\w-]+): light-dark\\((#\\w+), (#\\w+)\\);");

	private static final Pattern USE = Pattern.compile("var\\((--[\\w-]+)\\)");

	private static final String SHEET = sheet(read(new ClassPathResource("timeline.css", SvgStyle.class)));

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
		stripes(svg, "blocking", 6, 2, -45);
		stripes(svg, "ready", 7, 2, 45);
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

	// The rules with the light colours, and those that have a colour once more with the
	// dark ones. Not every program that shows a picture knows variables.
	private static String sheet(String rules) {
		Map<String, String> light = colours(2);
		Map<String, String> dark = colours(3);
		String inDark = rules.lines()
			.filter((rule) -> USE.matcher(rule).find())
			.map((rule) -> "  " + onlyColours(rule) + "\n")
			.collect(Collectors.joining());
		return with(light, rules) + "@media (prefers-color-scheme: dark) {\n" + with(dark, inDark) + "}\n";
	}

	private static Map<String, String> colours(int group) {
		return COLOUR.matcher(read(COLOURS))
			.results()
			.collect(Collectors.toMap((found) -> found.group(1), (found) -> found.group(group)));
	}

	private static String onlyColours(String rule) {
		int start = rule.indexOf('{') + 1;
		return rule.substring(0, start) + Stream.of(rule.substring(start, rule.indexOf('}')).split(";"))
			.filter((declaration) -> USE.matcher(declaration).find())
			.collect(Collectors.joining(";")) + "; }";
	}

	private static String with(Map<String, String> colours, String rules) {
		return USE.matcher(rules).replaceAll((use) -> Objects.requireNonNull(colours.get(use.group(1)), use.group(1)));
	}

	private static String read(ClassPathResource resource) {
		try {
			return resource.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

}
