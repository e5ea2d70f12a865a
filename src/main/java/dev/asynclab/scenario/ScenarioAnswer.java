package dev.asynclab.scenario;

import com.fasterxml.jackson.annotation.JsonValue;
import dev.asynclab.timeline.Picture;
import dev.asynclab.timeline.Report;
import dev.asynclab.timeline.Traced;
import tools.jackson.databind.JsonNode;

/**
 * The outcome of a scenario as JSON, and the run as a picture.
 *
 * @param outcome the outcome, and what was measured beside it
 * @param report the run, to be drawn
 */
record ScenarioAnswer(@JsonValue JsonNode outcome, Report report) implements Picture, Traced {

	@Override
	public String toText() {
		return this.report.toText();
	}

	@Override
	public String toSvg() {
		return this.report.toSvg();
	}

	@Override
	public String toTrace() {
		return this.report.toTrace();
	}

}
