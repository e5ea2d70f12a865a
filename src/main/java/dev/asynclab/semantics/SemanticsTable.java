package dev.asynclab.semantics;

import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.asynclab.job.Style;
import dev.asynclab.semantics.probe.Measurement;
import dev.asynclab.semantics.probe.Measurement.Verdict;
import dev.asynclab.semantics.probe.Statement;
import dev.asynclab.timeline.TextPicture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * Facts about asyncio, and whether they hold in each style.
 *
 * @param rows one for each fact
 */
record SemanticsTable(List<Row> rows) implements TextPicture {

	@Override
	public String toText() {
		return new SemanticsText(this).draw();
	}

	/**
	 * A fact.
	 *
	 * @param id its name
	 * @param statement what it says
	 * @param facts the numbers of the facts in {@code semantics.md} that it stands for
	 * @param asyncio asyncio's own answer, which is always yes
	 * @param unwanted whether it is a bad property, which one would rather not have
	 * @param matters what goes wrong where it does not hold; if unwanted, where it holds
	 * @param scenario a body for {@code POST /api/scenarios} that shows it; none where
	 * the grammar can't say it
	 * @param cells one for each style
	 */
	record Row(String id, String statement, List<Integer> facts, Verdict asyncio, boolean unwanted, String matters,
			@JsonInclude(JsonInclude.Include.NON_NULL) @Nullable JsonNode scenario, List<Cell> cells) {

		static Row of(Statement statement, List<Cell> cells) {
			return new Row(statement.id(), statement.text(), statement.facts(), Verdict.YES, statement.unwanted(),
					statement.matters(), statement.scenario().isEmpty() ? null : statement.scenario(), cells);
		}

	}

	/**
	 * What the usual idiom and the lesson class do in one style.
	 */
	record Cell(Style style, Measurement idiom, Measurement lesson) {

	}

}
