package dev.asynclab.pitfall;

import java.util.List;

import dev.asynclab.answer.OwnServer;
import dev.asynclab.source.SourceFile;
import dev.asynclab.timeline.Finding;
import dev.asynclab.timeline.Recorder;
import dev.asynclab.timeline.TextPicture;
import dev.asynclab.timeline.Track;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * Both runs of a mistake: its facts, what was observed of the broken and of the fixed
 * code, and when, what kept the machine busy, the source of both, and what shows the
 * mistake in a whole service: a path of the API, then the command; null if there is none.
 */
// @formatter:off
record PitfallReport(String id, String title, String springSide, String asyncioSide, Severity severity,
		@Schema(implementation = Object.class, description = "What was observed of the broken code.") Record broken,
		@Schema(implementation = Object.class, description = "The same fields of the fixed code.") Record fixed,
		@Schema(description = "What happened when, broken and then fixed. Empty if no times tell of the mistake.") List<Track> timelines,
		@Schema(description = "That an experiment kept the machine busy meanwhile, if one did.") List<Finding> findings,
		String rule, List<Source> sources,
		@Schema(description = "What shows the mistake in a service of one's own.") String inYourService,
		SourceFile brokenSource, SourceFile fixedSource,
		@Schema(description = "An ArchUnit rule that finds the mistake in source code; null if none can.") @Nullable SourceFile archRule,
		@Nullable String next) implements TextPicture {
// @formatter:on

	static PitfallReport of(Pitfall<?> pitfall) throws Exception {
		PitfallFacts facts = pitfall.facts();
		Recorder ofBroken = Recorder.fromFirstEntry(System::nanoTime);
		Record broken = pitfall.broken(ofBroken);
		Recorder ofFixed = Recorder.fromFirstEntry(System::nanoTime);
		Record fixed = pitfall.fixed(ofFixed);
		List<Track> timelines = List.of(Track.of("broken", ofBroken.timeline()), Track.of("fixed", ofFixed.timeline()));
		boolean drawn = timelines.stream().anyMatch((track) -> !track.tasks().isEmpty());
		return new PitfallReport(facts.id(), facts.title(), facts.springSide(), facts.asyncioSide(), facts.severity(),
				broken, fixed, drawn ? timelines : List.of(), List.of(), facts.rule(), facts.sources(),
				facts.inYourService(), pitfall.brokenSource(), pitfall.fixedSource(), pitfall.archRule(),
				pitfall.next());
	}

	// With commands, and with the experiment that kept the machine busy; null if none
	// did.
	PitfallReport calledAt(OwnServer server, @Nullable String beside) {
		List<Finding> found = (beside != null)
				? List.of(Finding.beside(beside, server.curl("/api/pitfalls/" + this.id + "?format=text"))) : List.of();
		return new PitfallReport(this.id, this.title, this.springSide, this.asyncioSide, this.severity, this.broken,
				this.fixed, this.timelines, found, this.rule, this.sources, this.inYourService, this.brokenSource,
				this.fixedSource, this.archRule, (this.next != null) ? server.curl(this.next) : null);
	}

	@Override
	public String toText() {
		return new PitfallText().report(this);
	}

}
