package dev.asynclab.pitfall;

import java.util.List;

import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;

/**
 * Both runs of a mistake: its facts, what was observed of the broken and of the fixed
 * code, and the source of both.
 */
// @formatter:off
record PitfallReport(String id, String title, String springSide, String asyncioSide, Severity severity,
		@Schema(implementation = Object.class, description = "What was observed of the broken code.") Record broken,
		@Schema(implementation = Object.class, description = "The same fields of the fixed code.") Record fixed,
		String rule, List<Source> sources, SourceFile brokenSource, SourceFile fixedSource) implements TextPicture {
// @formatter:on

	static PitfallReport of(Pitfall<?> pitfall) throws Exception {
		PitfallFacts facts = pitfall.facts();
		return new PitfallReport(facts.id(), facts.title(), facts.springSide(), facts.asyncioSide(), facts.severity(),
				pitfall.broken(), pitfall.fixed(), facts.rule(), facts.sources(), pitfall.brokenSource(),
				pitfall.fixedSource());
	}

	@Override
	public String toText() {
		return new PitfallText().report(this);
	}

}
