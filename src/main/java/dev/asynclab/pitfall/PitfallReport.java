package dev.asynclab.pitfall;

import java.util.List;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.TextPicture;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Both runs of a mistake: its facts, what was observed of the broken and of the fixed
 * code, the source of both, and what shows the mistake in a whole service: a path of the
 * API, then the command; null if there is none.
 */
// @formatter:off
record PitfallReport(String id, String title, String springSide, String asyncioSide, Severity severity,
		@Schema(implementation = Object.class, description = "What was observed of the broken code.") Record broken,
		@Schema(implementation = Object.class, description = "The same fields of the fixed code.") Record fixed,
		String rule, List<Source> sources, SourceFile brokenSource, SourceFile fixedSource,
		@Nullable String next) implements TextPicture {
// @formatter:on

	static PitfallReport of(Pitfall<?> pitfall) throws Exception {
		PitfallFacts facts = pitfall.facts();
		return new PitfallReport(facts.id(), facts.title(), facts.springSide(), facts.asyncioSide(), facts.severity(),
				pitfall.broken(), pitfall.fixed(), facts.rule(), facts.sources(), pitfall.brokenSource(),
				pitfall.fixedSource(), pitfall.next());
	}

	PitfallReport calledAt(OwnServer server) {
		return (this.next == null) ? this
				: new PitfallReport(this.id, this.title, this.springSide, this.asyncioSide, this.severity, this.broken,
						this.fixed, this.rule, this.sources, this.brokenSource, this.fixedSource,
						server.curl(this.next));
	}

	@Override
	public String toText() {
		return new PitfallText().report(this);
	}

}
