package dev.asynclab.pitfall;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

import org.jspecify.annotations.Nullable;

import org.springframework.util.ReflectionUtils;

/**
 * Mistakes as text for a terminal.
 */
final class PitfallText {

	private final StringBuilder text = new StringBuilder();

	/**
	 * One line for each.
	 * @param catalogue all of them
	 * @return the list
	 */
	String list(List<PitfallFacts> catalogue) {
		int width = catalogue.stream().mapToInt((facts) -> facts.id().length()).max().orElse(0);
		catalogue
			.forEach((facts) -> line("%-" + width + "s  %-6s  %s", facts.id(), facts.severity().id(), facts.title()));
		return this.text.toString();
	}

	/**
	 * What was observed, and the code.
	 * @param report both runs
	 * @return the page
	 */
	String report(PitfallReport report) {
		line("%s: %s (%s)", report.id(), report.title(), report.severity().id());
		line("");
		line("Spring   %s", report.springSide());
		line("asyncio  %s", report.asyncioSide());
		observations(report.broken(), report.fixed());
		line("");
		line("Rule     %s", report.rule());
		report.sources().forEach((source) -> line("         %s", source.url()));
		Stream.of(report.brokenSource(), report.fixedSource()).forEach((source) -> {
			line("");
			line("── %s", source.file());
			line("");
			line("%s", source.text().stripTrailing());
		});
		return this.text.toString();
	}

	private void observations(Record broken, Record fixed) {
		RecordComponent[] fields = broken.getClass().getRecordComponents();
		int name = Arrays.stream(fields).mapToInt((field) -> field.getName().length()).max().orElse(0);
		int value = Arrays.stream(fields).mapToInt((field) -> value(broken, field).length()).max().orElse(0);
		String row = "%-" + name + "s  %-" + Math.max(value, "broken".length()) + "s  %s";
		line("");
		line(row, "", "broken", "fixed");
		Arrays.stream(fields).forEach((field) -> line(row, field.getName(), value(broken, field), value(fixed, field)));
	}

	private static String value(Record observed, RecordComponent field) {
		ReflectionUtils.makeAccessible(field.getAccessor());
		return Objects.toString(ReflectionUtils.invokeMethod(field.getAccessor(), observed), "-");
	}

	private void line(String format, @Nullable Object... values) {
		this.text.append(format.formatted(values).stripTrailing()).append('\n');
	}

}
