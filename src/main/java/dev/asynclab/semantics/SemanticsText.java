package dev.asynclab.semantics;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.asynclab.job.Style;
import dev.asynclab.semantics.SemanticsTable.Cell;
import dev.asynclab.semantics.SemanticsTable.Row;
import dev.asynclab.semantics.probe.Measurement;
import dev.asynclab.semantics.probe.Measurement.Verdict;
import dev.asynclab.timeline.Columns;
import dev.asynclab.timeline.Track;

/**
 * The table for a terminal of 80 columns, with nothing in it that changes from one run to
 * the next.
 */
final class SemanticsText {

	private static final int STATEMENT = 39;

	private static final int STYLE = 8;

	private final SemanticsTable table;

	private final StringBuilder text = new StringBuilder();

	SemanticsText(SemanticsTable table) {
		this.table = table;
	}

	String draw() {
		names(0);
		names(1);
		this.table.rows().forEach((row) -> line(row.statement(), row.cells().stream().map(SemanticsText::marks)));
		List<Track> drawn = this.table.rows()
			.stream()
			.flatMap((row) -> row.cells().stream())
			.flatMap((cell) -> Stream.of(cell.idiom(), cell.lesson()))
			.flatMap((measurement) -> Stream.ofNullable(measurement.timeline()))
			.toList();
		if (!drawn.isEmpty()) {
			this.text.append('\n').append(Track.toText(drawn));
		}
		this.text.append("""

				First mark: the usual idiom. Second mark: the lesson class.
				✓ as asyncio   ✗ not so   – none in this style   ? the probe saw nothing

				Where they differ from asyncio
				""");
		this.table.rows().stream().filter(SemanticsText::differs).forEach(this::explain);
		return this.text.toString();
	}

	// A name may be wider than its column, so each line has every other one.
	private void names(int first) {
		StringBuilder line = new StringBuilder(" ".repeat(STATEMENT));
		List<Style> styles = List.of(Style.values());
		for (int column = first; column < styles.size(); column += 2) {
			line.append(" ".repeat(STATEMENT + column * STYLE - line.length())).append(styles.get(column).id());
		}
		this.text.append(line).append('\n');
	}

	private void line(String statement, Stream<String> columns) {
		String cells = columns.map((column) -> Columns.padEnd(column, STYLE)).collect(Collectors.joining());
		this.text.append((Columns.padEnd(statement, STATEMENT) + cells).stripTrailing()).append('\n');
	}

	private static String marks(Cell cell) {
		return cell.idiom().answer().mark() + " " + cell.lesson().answer().mark();
	}

	private void explain(Row row) {
		String facts = row.facts().stream().map(String::valueOf).collect(Collectors.joining(", "));
		this.text.append('\n').append(row.statement()).append(" (").append(facts).append(")\n");
		measurements(row).filter(SemanticsText::differs)
			.forEach((measurement) -> wrap(
					measurement.answer().mark() + " " + measurement.form() + ": " + measurement.seen(), "  ", "    "));
		wrap(row.matters(), "  ", "  ");
	}

	private void wrap(String words, String indent, String hangingIndent) {
		String prefix = indent;
		for (String line : Columns.wrap(words, Columns.MOST - hangingIndent.length())) {
			this.text.append(prefix).append(line).append('\n');
			prefix = hangingIndent;
		}
	}

	private static boolean differs(Row row) {
		return measurements(row).anyMatch(SemanticsText::differs);
	}

	private static boolean differs(Measurement measurement) {
		return measurement.answer() == Verdict.NO || measurement.answer() == Verdict.UNKNOWN;
	}

	private static Stream<Measurement> measurements(Row row) {
		return row.cells().stream().flatMap((cell) -> Stream.of(cell.idiom(), cell.lesson())).distinct();
	}

}
