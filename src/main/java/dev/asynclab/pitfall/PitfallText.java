package dev.asynclab.pitfall;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.Track;

import org.springframework.util.ReflectionUtils;

/**
 * Mistakes as text for a terminal.
 */
final class PitfallText {

	private final StringBuilder text = new StringBuilder();

	String list(List<PitfallFacts> catalogue) {
		int width = catalogue.stream().mapToInt((facts) -> facts.id().length()).max().orElse(0);
		String start = "%-" + width + "s  %-6s  ";
		catalogue.forEach((facts) -> wrapped(start.formatted(facts.id(), facts.severity().id()), facts.title()));
		return this.text.toString();
	}

	String found(List<PitfallFacts> pitfalls, List<String> commands) {
		if (pitfalls.isEmpty()) {
			line("No pitfall has these words. Without symptom= the list has all of them.");
		}
		for (int index = 0; index < pitfalls.size(); index++) {
			PitfallFacts facts = pitfalls.get(index);
			wrapped("", facts.id() + ": " + facts.title() + " (" + facts.severity().id() + ")");
			wrapped("  Rule  ", facts.rule());
			wrapped("  Sign  ", facts.inYourService());
			line(commands.get(index));
		}
		return this.text.toString();
	}

	String report(PitfallReport report) {
		wrapped("", report.id() + ": " + report.title() + " (" + report.severity().id() + ")");
		line("");
		wrapped("Spring   ", report.springSide());
		wrapped("asyncio  ", report.asyncioSide());
		observations(report.broken(), report.fixed());
		if (!report.timelines().isEmpty()) {
			line("");
			this.text.append(Track.toText(report.timelines()));
		}
		report.findings().forEach((finding) -> {
			line("");
			wrapped("", finding.text());
			wrapped("", finding.advice());
			line("see:");
			line(finding.see());
		});
		line("");
		wrapped("Rule     ", report.rule());
		wrapped("Sign     ", report.inYourService());
		report.sources().forEach((source) -> line(source.url()));
		Stream.of(report.brokenSource(), report.fixedSource(), report.archRule())
			.filter(Objects::nonNull)
			.forEach((source) -> {
				line("");
				line("── " + source.file());
				line("");
				code(source.text());
			});
		if (report.next() != null) {
			line("next:");
			line(report.next());
		}
		return this.text.toString();
	}

	// Side by side if that fits, else below each other.
	private void observations(Record broken, Record fixed) {
		RecordComponent[] fields = broken.getClass().getRecordComponents();
		int name = Arrays.stream(fields).mapToInt((field) -> field.getName().length()).max().orElse(0);
		int left = Math.max(widest(broken, fields), "broken".length());
		line("");
		if (name + left + Math.max(widest(fixed, fields), "fixed".length()) + 4 <= Columns.MOST) {
			String row = "%-" + name + "s  %-" + left + "s  %s";
			line(row.formatted("", "broken", "fixed"));
			Arrays.stream(fields)
				.forEach((field) -> line(row.formatted(field.getName(), value(broken, field), value(fixed, field))));
		}
		else {
			Arrays.stream(fields).forEach((field) -> {
				line(field.getName());
				wrapped("  broken  ", value(broken, field));
				wrapped("  fixed   ", value(fixed, field));
			});
		}
	}

	private static int widest(Record observed, RecordComponent[] fields) {
		return Arrays.stream(fields).mapToInt((field) -> value(observed, field).length()).max().orElse(0);
	}

	// A tab is as wide as on the page. A line that is too long goes on below, further in.
	private void code(String source) {
		source.lines().map((line) -> line.replace("\t", "  ")).forEach((line) -> {
			String rest = line;
			String indent = " ".repeat(line.length() - line.stripLeading().length()) + continuation(line);
			while (rest.length() > Columns.MOST) {
				int end = breakOf(rest, indent.length());
				line(rest.substring(0, end));
				rest = indent + rest.substring(end).stripLeading();
			}
			line(rest);
		});
	}

	private static String continuation(String line) {
		String text = line.stripLeading();
		return text.startsWith("//") ? "// " : text.startsWith("*") ? "* " : "    ";
	}

	// Where a line of code may be broken: at a space or before a dot, outside of a
	// string.
	private static int breakOf(String line, int indent) {
		int found = 0;
		boolean quoted = false;
		for (int index = 0; index < Columns.MOST; index++) {
			char character = line.charAt(index);
			quoted ^= character == '"';
			if (!quoted && index > indent && (character == ' ' || character == '.')) {
				found = index;
			}
		}
		return (found > 0) ? found : Columns.MOST;
	}

	private void wrapped(String label, String words) {
		String indent = " ".repeat(label.length());
		String start = label;
		for (String line : Columns.wrap(words, Columns.MOST - label.length())) {
			line(start + line);
			start = indent;
		}
	}

	private static String value(Record observed, RecordComponent field) {
		ReflectionUtils.makeAccessible(field.getAccessor());
		return Objects.toString(ReflectionUtils.invokeMethod(field.getAccessor(), observed), "-");
	}

	private void line(String line) {
		this.text.append(line.stripTrailing()).append('\n');
	}

}
