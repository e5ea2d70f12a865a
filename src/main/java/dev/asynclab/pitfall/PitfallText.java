package dev.asynclab.pitfall;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import dev.asynclab.timeline.Track;

import org.springframework.util.ReflectionUtils;

/**
 * Mistakes as text for a terminal.
 */
final class PitfallText {

	private final StringBuilder text = new StringBuilder();

	String list(List<PitfallFacts> catalogue) {
		int width = catalogue.stream().mapToInt((facts) -> facts.id().length()).max().orElse(0);
		String row = "%-" + width + "s  %-6s  %s";
		catalogue.forEach((facts) -> line(row.formatted(facts.id(), facts.severity().id(), facts.title())));
		return this.text.toString();
	}

	String report(PitfallReport report) {
		line(report.id() + ": " + report.title() + " (" + report.severity().id() + ")");
		line("");
		line("Spring   " + report.springSide());
		line("asyncio  " + report.asyncioSide());
		observations(report.broken(), report.fixed());
		if (!report.timelines().isEmpty()) {
			line("");
			this.text.append(Track.toText(report.timelines()));
		}
		line("");
		line("Rule     " + report.rule());
		report.sources().forEach((source) -> line("         " + source.url()));
		Stream.of(report.brokenSource(), report.fixedSource()).forEach((source) -> {
			line("");
			line("── " + source.file());
			line("");
			line(source.text());
		});
		if (report.next() != null) {
			line("next: " + report.next());
		}
		return this.text.toString();
	}

	private void observations(Record broken, Record fixed) {
		RecordComponent[] fields = broken.getClass().getRecordComponents();
		int name = Arrays.stream(fields).mapToInt((field) -> field.getName().length()).max().orElse(0);
		int value = Arrays.stream(fields).mapToInt((field) -> value(broken, field).length()).max().orElse(0);
		String row = "%-" + name + "s  %-" + Math.max(value, "broken".length()) + "s  %s";
		line("");
		line(row.formatted("", "broken", "fixed"));
		Arrays.stream(fields)
			.forEach((field) -> line(row.formatted(field.getName(), value(broken, field), value(fixed, field))));
	}

	private static String value(Record observed, RecordComponent field) {
		ReflectionUtils.makeAccessible(field.getAccessor());
		return Objects.toString(ReflectionUtils.invokeMethod(field.getAccessor(), observed), "-");
	}

	private void line(String line) {
		this.text.append(line.stripTrailing()).append('\n');
	}

}
