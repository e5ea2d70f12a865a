package dev.asynclab.storm;

import java.util.ArrayList;
import java.util.List;

import dev.asynclab.load.PointSvg;

/**
 * Draws an experiment: the calls that were answered in time, as measured and as
 * predicted, the attempts and the wasted work over time, and what they say.
 */
final class StormSvg {

	private final StormReport report;

	StormSvg(StormReport report) {
		this.report = report;
	}

	String draw() {
		List<String> sentences = new ArrayList<>();
		if (this.report.stopped()) {
			sentences.add("The experiment was stopped before its end.");
		}
		sentences.add("bounded by " + this.report.bound());
		sentences.add(this.report.lesson());
		this.report.advice().forEach((advice) -> sentences.add("advice: " + advice.text()));
		Cure cure = this.report.cure();
		String heading = "Retry storm on " + this.report.on().id() + ": "
				+ ((cure != null) ? "cure " + cure.id() : "no cure") + "; completed means answered in time";
		List<StormPoint> points = this.report.points();
		return new PointSvg(heading, sentences, points.stream().map(StormPoint::point).toList(), this.report.rate())
			.with("attempts", points.stream().map(StormPoint::attempts).toList())
			.with("wasted work", points.stream().map(StormPoint::wasted).toList())
			.draw();
	}

}
