package dev.asynclab.pitfall;

import java.util.List;

import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Both runs of a mistake.
 *
 * @param id its name in the API
 * @param title the mistake in a few words
 * @param springSide what happens in Java and Spring
 * @param asyncioSide the same mistake in Python
 * @param severity what it costs
 * @param broken what was observed of the broken code
 * @param fixed what was observed of the fixed code: the same fields
 * @param rule what to do instead
 * @param sources where it is described
 * @param brokenSource the broken code
 * @param fixedSource the fixed code
 */
// @formatter:off
record PitfallReport(String id, String title, String springSide, String asyncioSide, Severity severity,
		@Schema(type = "object", description = "What was observed of the broken code.") Record broken,
		@Schema(type = "object", description = "The same fields of the fixed code.") Record fixed,
		String rule, List<Source> sources, SourceFile brokenSource, SourceFile fixedSource) implements TextPicture {
// @formatter:on

	static PitfallReport of(Pitfall<?> pitfall) throws Exception {
		PitfallFacts facts = pitfall.facts();
		return new PitfallReport(facts.id(), facts.title(), facts.springSide(), facts.asyncioSide(), facts.severity(),
				pitfall.broken(), pitfall.fixed(), facts.rule(), facts.sources(), pitfall.brokenSource(),
				pitfall.fixedSource());
	}

	/**
	 * Draws both runs for a terminal.
	 * @return what was observed of both, side by side, and both sources
	 */
	@Override
	public String toText() {
		return new PitfallText().report(this);
	}

}
