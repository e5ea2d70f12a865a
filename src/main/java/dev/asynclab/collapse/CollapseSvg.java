package dev.asynclab.collapse;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.load.PointSvg;

/**
 * Draws an experiment: the calls over time, and what they say.
 */
final class CollapseSvg {

	private final CollapseReport report;

	CollapseSvg(CollapseReport report) {
		this.report = report;
	}

	String draw() {
		List<String> sentences = new ArrayList<>();
		this.report.remarks().forEach((remark) -> sentences.add(remark.phase().id() + ": " + remark.text()));
		if (this.report.stopped()) {
			sentences.add("The experiment was stopped before its end.");
		}
		this.report.advice().forEach((advice) -> sentences.add("advice: " + advice.text()));
		sentences.add(this.report.lesson());
		return new PointSvg(this.report.title(), sentences, this.report.points(), this.report.rate()).draw();
	}

}
