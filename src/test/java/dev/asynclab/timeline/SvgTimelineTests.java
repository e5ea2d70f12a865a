package dev.asynclab.timeline;

import java.io.StringReader;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

/**
 * Tests for {@link SvgTimeline}.
 */
class SvgTimelineTests {

	@ParameterizedTest
	@MethodSource
	void isWellFormedAndSelfContained(String svg) throws Exception {
		Element root = parse(svg);
		assertThat(root.getNamespaceURI()).isEqualTo("http://www.w3.org/2000/svg");
		assertThat(root.getAttribute("role")).isEqualTo("img");
		assertThat(elements(root, "title").getFirst().getTextContent()).isNotBlank();
		assertThat(elements(root, "desc").getFirst().getTextContent()).isNotBlank();
		assertThat(elements(root, "script")).isEmpty();
		assertThat(svg.replace("http://www.w3.org/2000/svg", "")).doesNotContain("http", "href", "@import", "url(/");
	}

	static Stream<String> isWellFormedAndSelfContained() {
		return Stream
			.of(Samples.twoTasks("webclient"), Samples.failing(), Samples.cancelled(), Samples.pending(),
					Samples.hostile(), Samples.queue(100, 8), Samples.queue(200, 64))
			.map(Report::toSvg)
			.mapMulti((svg, all) -> {
				all.accept(svg);
				all.accept(Samples.comparison().toSvg());
			});
	}

	@Test
	void barsAreToScale() throws Exception {
		Element root = parse(Samples.queue(10, 4).toSvg());
		List<Element> running = bars(root, "running");
		List<Element> waiting = bars(root, "waiting");
		double second = number(running.getFirst(), "width");
		double left = number(running.getFirst(), "x");
		assertThat(running).hasSize(10);
		assertThat(running).allSatisfy((bar) -> assertThat(number(bar, "width")).isCloseTo(second, within(0.2)));
		assertThat(number(running.get(4), "x")).isCloseTo(left + second, within(0.2));
		assertThat(number(running.get(9), "x")).isCloseTo(left + 2 * second, within(0.2));
		assertThat(waiting).hasSize(6);
		assertThat(number(waiting.getFirst(), "x")).isCloseTo(left, within(0.2));
		assertThat(number(waiting.getLast(), "width")).isCloseTo(2 * second, within(0.2));
	}

	@Test
	void runsOfComparisonHaveOneScale() throws Exception {
		Element root = parse(Samples.comparison().toSvg());
		List<Element> running = bars(root, "running");
		double second = number(running.getFirst(), "width");
		assertThat(number(running.getLast(), "width")).isCloseTo(2 * second, within(0.2));
		assertThat(number(bars(root, "failed").getFirst(), "width")).isCloseTo(second, within(0.2));
		assertThat(texts(root, "subheading")).hasSize(3);
	}

	@Test
	void marksWhereCombinatorAnsweredIfTasksRanOn() throws Exception {
		Element root = parse(Samples.failing().toSvg());
		Element failed = bars(root, "failed").getFirst();
		Element mark = elements(root, "line").stream()
			.filter((line) -> "mark".equals(line.getAttribute("class")))
			.findFirst()
			.orElseThrow();
		assertThat(number(mark, "x1")).isCloseTo(number(failed, "x") + number(failed, "width"), within(0.2));
		assertThat(texts(root, "mark-text")).containsExactly("raised after 1.00 s");
		assertThat(Samples.twoTasks("webclient").toSvg()).doesNotContain("class=\"mark\"");
	}

	@Test
	void saysWhatFiguresSay() throws Exception {
		Element root = parse(Samples.twoTasks("webclient").toSvg());
		assertThat(texts(root, "answer")).containsExactly("returned [\"task1 done\", \"task2 done\"] after 2.00 s");
		assertThat(texts(root, "figures"))
			.containsExactly("wall 2.00 s = longest 2.00 s, not the sum 3.00 s   speed-up 1.50, at most 2 at once");
	}

	@Test
	void drawsOnlyThePartsOfTaskThatHappened() throws Exception {
		Element root = parse(Samples.cancelled().toSvg());
		assertThat(bars(root, "running")).hasSize(1);
		assertThat(bars(root, "cancelled")).hasSize(1);
		assertThat(bars(root, "waiting")).hasSize(1);
		assertThat(texts(root, "label")).containsExactly("250 ms", "420 ms cancelled", "cancelled", "not started");
	}

	@Test
	void escapesNames() throws Exception {
		String svg = Samples.hostile().toSvg();
		assertThat(svg).doesNotContain("<script", "\u001b", "\u202e", "\u0000");
		assertThat(texts(parse(svg), "name")).contains("任务一", "\\u001b[31mred\\u202e");
	}

	@Test
	void hundredTasksStillFit() throws Exception {
		Element root = parse(Samples.queue(100, 8).toSvg());
		assertThat(number(root, "width")).isEqualTo(900);
		assertThat(number(root, "height")).isLessThan(1000);
		assertThat(bars(root, "running")).hasSize(100);
		List<Double> names = elements(root, "text").stream()
			.filter((text) -> "label".equals(text.getAttribute("class")))
			.map((text) -> number(text, "y"))
			.toList();
		assertThat(IntStream.range(1, names.size()))
			.allSatisfy((index) -> assertThat(names.get(index) - names.get(index - 1)).isGreaterThanOrEqualTo(12));
	}

	private static Element parse(String svg) throws Exception {
		DocumentBuilderFactory factory = DocumentBuilderFactory.newDefaultNSInstance();
		factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
		Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
		return document.getDocumentElement();
	}

	private static List<Element> elements(Element root, String name) {
		NodeList nodes = root.getElementsByTagName(name);
		return IntStream.range(0, nodes.getLength()).mapToObj(nodes::item).map(Element.class::cast).toList();
	}

	private static List<Element> bars(Element root, String styleClass) {
		return elements(root, "g").stream()
			.flatMap((task) -> elements(task, "rect").stream())
			.filter((rect) -> styleClass.equals(rect.getAttribute("class")))
			.toList();
	}

	private static List<String> texts(Element root, String styleClass) {
		return elements(root, "text").stream()
			.filter((text) -> styleClass.equals(text.getAttribute("class")))
			.map(Element::getTextContent)
			.toList();
	}

	private static double number(Element element, String attribute) {
		return Double.parseDouble(element.getAttribute(attribute));
	}

}
