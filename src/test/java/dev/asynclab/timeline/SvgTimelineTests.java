package dev.asynclab.timeline;

import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import javax.xml.parsers.DocumentBuilderFactory;

import dev.asynclab.notation.Sentence;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

import org.springframework.core.io.ClassPathResource;

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
			.of(Samples.twoTasks("webclient"), Samples.blocking(), Samples.blockingInPool(), Samples.otherRunBlocks(),
					Samples.failing(), Samples.cancelled(), Samples.pending(), Samples.hostile(), Samples.queue(100, 8),
					Samples.queue(200, 64))
			.map(Report::toSvg)
			.mapMulti((svg, all) -> {
				all.accept(svg);
				all.accept(Samples.comparison().toSvg());
			});
	}

	@Test
	void hasTheColoursOfThePage() throws IOException {
		String svg = Samples.blocking().toSvg();
		Map<String, List<String>> colours = Pattern.compile("(--[\\w-]+): light-dark\\((#\\w+), (#\\w+)\\);")
			.matcher(new ClassPathResource("static/page/style/colours.css").getContentAsString(StandardCharsets.UTF_8))
			.results()
			.collect(Collectors.toMap((found) -> found.group(1), (found) -> List.of(found.group(2), found.group(3))));
		assertThat(svg).doesNotContain("var(");
		int dark = svg.indexOf("@media (prefers-color-scheme: dark)");
		assertThat(dark).isPositive();
		String lightRules = svg.substring(0, dark);
		String darkRules = svg.substring(dark, svg.indexOf("</style>"));
		Map.of("paper", "--card", "ready-paper", "--ready-paper", "ready-ink", "--ready", "blocking-paper",
				"--blocking", "holding", "--holding", "awaiting", "--awaiting-paper", "stalled-paper", "--stall",
				"queued", "--queued-paper", "failed-ink", "--failed", "cancelled-ink", "--cancelled")
			.forEach((look, name) -> {
				String rule = ".timeline ." + look + " { fill: ";
				List<String> both = Objects.requireNonNull(colours.get(name));
				assertThat(lightRules).contains(rule + both.getFirst() + ";");
				assertThat(darkRules).contains(rule + both.getLast() + ";");
			});
		assertThat(colours(lightRules)).isSubsetOf(colours.values().stream().map(List::getFirst).toList());
		assertThat(colours(darkRules)).isSubsetOf(colours.values().stream().map(List::getLast).toList());
	}

	private static List<String> colours(String rules) {
		return Pattern.compile("#[0-9a-f]{3,6}\\b").matcher(rules).results().map(MatchResult::group).toList();
	}

	@Test
	void saysWhatTheFiguresShowBelowThePicture() throws Exception {
		Report plain = Samples.blocking();
		String see = "curl 'localhost:8080/api/to-thread?" + "job=A:500ms&".repeat(30) + "format=text'";
		Report report = new Report(plain.concept(), plain.style(), plain.io(), plain.result(), plain.wallMs(),
				plain.longestMs(), plain.sumMs(), plain.speedup(), plain.peakConcurrency(), plain.tasks(), plain.log(),
				plain.loops(), plain.stalls(), plain.python(), plain.lessonSentence(),
				List.of(new Finding(Sentence.of("test.finding", "A blocking call kept the event loop for {0}.", "1 s"),
						Sentence.of("test.advice", "Run code that blocks on another thread: to_thread does so."), see)),
				plain.next());
		Element root = parse(report.toSvg());
		List<Element> lines = elements(root, "text").stream()
			.filter((text) -> "finding".equals(text.getAttribute("class")))
			.toList();
		assertThat(lines.stream().map(Element::getTextContent)).startsWith(
				"A blocking call kept the event loop for 1 s.",
				"Run code that blocks on another thread: to_thread does so.");
		assertThat(lines.stream().skip(2).map(Element::getTextContent).collect(Collectors.joining("")))
			.isEqualTo("see: curl" + see.substring("curl ".length()));
		assertThat(lines).allSatisfy((line) -> {
			assertThat(number(line, "x") + 7.9 * line.getTextContent().length()).isLessThan(number(root, "width"));
			assertThat(number(line, "y")).isLessThan(number(root, "height"));
		});
		assertThat(elements(root, "desc").getFirst().getTextContent())
			.contains("A blocking call kept the event loop for 1 s.");
		assertThat(number(parse(plain.toSvg()), "height")).isLessThan(number(root, "height"));
	}

	@Test
	void barsAreToScale() throws Exception {
		Element root = parse(Samples.queue(10, 4).toSvg());
		List<Element> running = bars(root, "holding");
		List<Element> waiting = bars(root, "queued");
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
		double second = number(bars(root, "holding").getFirst(), "width");
		List<Element> awaiting = bars(root, "awaiting");
		assertThat(number(awaiting.getFirst(), "width")).isCloseTo(2 * second, within(0.5));
		assertThat(number(awaiting.getLast(), "width")).isCloseTo(second, within(0.5));
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
		assertThat(texts(root, "figures")).containsExactly("wall 2.00 s = longest 2.00 s, not the sum 3.00 s",
				"speed-up 1.50, at most 2 at once, holding no thread");
	}

	@Test
	void drawsOnlyThePartsOfTaskThatHappened() throws Exception {
		Element root = parse(Samples.cancelled().toSvg());
		assertThat(bars(root, "awaiting")).hasSize(2);
		assertThat(bars(root, "queued")).hasSize(1);
		assertThat(bars(root, "cancelled")).hasSize(2);
		assertThat(bars(root, "holding")).isEmpty();
		assertThat(texts(root, "label")).startsWith("250 ms", "420 ms cancelled", "cancelled", "not started");
	}

	@Test
	void showsWhoKeptTheLoopAndWhoWaitedForIt() throws Exception {
		Report report = Samples.blocking();
		Element root = parse(report.toSvg());
		Element ready = bars(root, "ready").getFirst();
		Element awaiting = bars(root, "awaiting").getFirst();
		Element blocking = bars(root, "blocking").getFirst();
		assertThat(number(awaiting, "x") + number(awaiting, "width")).isCloseTo(number(ready, "x"), within(0.2));
		assertThat(number(ready, "width")).isCloseTo(number(blocking, "width") * 2 / 3, within(3.0));
		Element stalled = lanes(root, "stalled").getFirst();
		assertThat(number(stalled, "x") + number(stalled, "width"))
			.isCloseTo(number(blocking, "x") + number(blocking, "width"), within(0.2));
		assertThat(texts(root, "user")).containsExactly("B: WebClientStarter.sleep(WebClientStarter.java:52)");
		assertThat(elements(root, "desc").getFirst().getTextContent()).contains(
				"A: done, ran for 1.51 s, awaiting for 501 ms, ready for 1.01 s",
				"Event loop webclient-1: stalled for 1.48 s by B.",
				"A was ready after 501 ms and was served after 1.51 s.",
				"the event loop was kept for 1.48 s by WebClientStarter.sleep(WebClientStarter.java:52).");
	}

	@Test
	void aStallOfAnotherRunNamesItsLineAlone() throws Exception {
		Element root = parse(Samples.otherRunBlocks().toSvg());
		assertThat(texts(root, "user")).containsExactly("B", "Other.block(Other.java:7)");
		assertThat(lanes(root, "free")).hasSize(2);
	}

	@Test
	void eachThreadHasItsLaneWithTheNamesOfItsTasks() throws Exception {
		Element root = parse(Samples.queue(10, 4).toSvg());
		assertThat(lanes(root, "holding")).hasSize(10);
		assertThat(texts(root, "user")).containsExactly("job-1", "job-5", "job-9", "job-2", "job-6", "job-10", "job-3",
				"job-7", "job-4", "job-8");
		assertThat(texts(parse(Samples.queue(16, 16).toSvg()), "name")).contains("async-12", "and 4 more threads")
			.doesNotContain("async-13");
	}

	@Test
	void legendHasOnlyWhatIsDrawn() throws Exception {
		assertThat(legend(Samples.twoTasks("webclient"))).containsExactly("awaiting");
		assertThat(legend(Samples.queue(10, 4))).containsExactly("holding it while waiting", "queued");
		assertThat(legend(Samples.blocking())).containsExactly("blocking", "awaiting", "ready, waits for its turn",
				"free", "stalled");
	}

	private static List<String> legend(Report report) throws Exception {
		List<String> meanings = Arrays.stream(Look.values()).map(Look::meaning).toList();
		return texts(parse(report.toSvg()), "name").stream().filter(meanings::contains).toList();
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
		assertThat(number(root, "height")).isLessThan(1200);
		assertThat(bars(root, "holding")).hasSize(100);
		List<Double> names = elements(root, "text").stream()
			.filter((text) -> "label".equals(text.getAttribute("class")) && !text.getTextContent().endsWith(":"))
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
		return rects(root, "task", styleClass);
	}

	private static List<Element> lanes(Element root, String styleClass) {
		return rects(root, "lane", styleClass);
	}

	private static List<Element> rects(Element root, String group, String styleClass) {
		return elements(root, "g").stream()
			.filter((it) -> group.equals(it.getAttribute("class")))
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
