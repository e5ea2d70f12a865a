package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import org.apache.commons.logging.Log;
import org.apache.commons.logging.LogFactory;

import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Runs one lesson in each style of this process when the service is ready, so that class
 * loading does not distort the first figures that a user sees. It delays neither the
 * start nor a request. It does not report an upstream that fails, since the next lesson
 * will.
 */
@Component
class WarmUp {

	private static final Log logger = LogFactory.getLog(WarmUp.class);

	private static final List<Job> JOBS = IntStream.range(0, 8)
		.mapToObj((index) -> new Job("warm" + index, Duration.ZERO, Job.Outcome.OK))
		.toList();

	private final Lessons lessons;

	private final Concepts concepts;

	WarmUp(Lessons lessons, Concepts concepts) {
		this.lessons = lessons;
		this.concepts = concepts;
	}

	@EventListener(ApplicationReadyEvent.class)
	void start() {
		Thread.ofVirtual().name("warm-up").start(this::run);
	}

	private void run() {
		Concept gather = this.concepts.comparable("gather");
		Lesson lesson = gather.comparable().orElseThrow();
		try {
			for (Style style : Style.local()) {
				this.lessons.startAdmitted(lesson, new Plan(gather, JOBS, style, "job"), (_) -> {
				}).report().join().toText();
			}
		}
		catch (RuntimeException ex) {
			logger.debug("The warm-up was cut short", ex);
			return;
		}
		logger.info("Warmed up: figures count from here");
	}

}
