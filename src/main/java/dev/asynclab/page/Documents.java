package dev.asynclab.page;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import org.commonmark.Extension;
import org.commonmark.ext.gfm.tables.TablesExtension;
import org.commonmark.ext.heading.anchor.HeadingAnchorExtension;
import org.commonmark.node.AbstractVisitor;
import org.commonmark.node.Link;
import org.commonmark.node.Node;
import org.commonmark.parser.Parser;
import org.commonmark.renderer.html.HtmlRenderer;
import org.jspecify.annotations.Nullable;

import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;

/**
 * HELP.md and the documents that it leads to, as HTML. Each is rendered when it is first
 * asked for.
 */
@Component
class Documents {

	private static final String ROOT = "META-INF/asynclab/";

	private static final String SOURCES = "src/main/java/";

	private static final Pattern HEADING = Pattern
		.compile("<h(?<level>[12]) id=\"(?<id>[^\"]+)\">(?<title>.*?)</h\\k<level>>");

	private static final List<Extension> EXTENSIONS = List.of(TablesExtension.create(),
			HeadingAnchorExtension.create());

	private final Parser parser = Parser.builder().extensions(EXTENSIONS).build();

	private final HtmlRenderer renderer = HtmlRenderer.builder().extensions(EXTENSIONS).build();

	private final Map<String, Document> rendered = new ConcurrentHashMap<>();

	/**
	 * Finds a document.
	 * @param name its file name, such as {@code HELP.md}
	 * @return the document, rendered; null if there is none of that name
	 * @throws UncheckedIOException if it can't be read
	 */
	@Nullable Document find(String name) {
		String path = path(name);
		return exists(ROOT + "help/" + path) ? this.rendered.computeIfAbsent(name, (_) -> render(path)) : null;
	}

	private static String path(String name) {
		return name.equals("HELP.md") ? name : "src/docs/" + name;
	}

	private Document render(String path) {
		Node text = this.parser.parse(text(ROOT + "help/" + path));
		List<Link> links = new ArrayList<>();
		text.accept(new AbstractVisitor() {
			@Override
			public void visit(Link link) {
				visitChildren(link);
				links.add(link);
			}
		});
		links.forEach((link) -> lead(link, path));
		String html = this.renderer.render(text).replace("<pre>", "<pre class=\"source\" tabindex=\"0\">");
		Map<Boolean, List<Heading>> headings = HEADING.matcher(html)
			.results()
			.map((it) -> new Heading(it.group("id"), it.group("title"), it.group("level").equals("1")))
			.collect(Collectors.partitioningBy(Heading::first));
		return new Document(headings.getOrDefault(true, List.of()).getFirst().title(), html,
				headings.getOrDefault(false, List.of()));
	}

	// Lets a link of the repository lead to where the service has the file, and turns it
	// into plain text where it has not.
	private static void lead(Link link, String from) {
		String target = link.getDestination();
		if (target.startsWith("http") || target.startsWith("#")) {
			return;
		}
		int hash = (target + "#").indexOf('#');
		String file = StringUtils.cleanPath(StringUtils.applyRelativePath(from, target.substring(0, hash)));
		String anchor = target.substring(hash);
		if (file.endsWith(".md") && exists(ROOT + "help/" + file)) {
			link.setDestination(Path.of(file).getFileName() + anchor);
		}
		else if (file.startsWith(SOURCES) && exists(ROOT + "sources/" + file.substring(SOURCES.length()))) {
			link.setDestination("sources/" + file.substring((SOURCES + "dev/asynclab/").length()));
		}
		else {
			while (link.getFirstChild() != null) {
				link.insertBefore(link.getFirstChild());
			}
			link.unlink();
		}
	}

	private static boolean exists(String path) {
		return new ClassPathResource(path).isReadable();
	}

	static String text(String path) {
		Resource file = new ClassPathResource(path);
		try {
			return file.getContentAsString(StandardCharsets.UTF_8);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	/**
	 * A document.
	 *
	 * @param title its title, as HTML
	 * @param html the whole document, with its title
	 * @param headings those of its sections
	 */
	record Document(String title, String html, List<Heading> headings) {

	}

	/**
	 * A heading, which can be linked to.
	 *
	 * @param id the anchor
	 * @param title as HTML
	 * @param first whether it is the title of the document
	 */
	record Heading(String id, String title, boolean first) {

	}

}
