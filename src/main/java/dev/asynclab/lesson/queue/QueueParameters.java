package dev.asynclab.lesson.queue;

import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import dev.asynclab.admission.Limits;
import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Concept;
import dev.asynclab.lesson.Plan;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters of the queue.
 */
// @formatter:off: the formatter would remove the space before the brace.
record QueueParameters(
		@Parameter(description = "How many producers there are.",
				schema = @Schema(type = "integer", defaultValue = "1")) @Nullable Integer producers,
		@Parameter(description = "How many consumers there are. The queue has a place for each.",
				schema = @Schema(type = "integer", defaultValue = "2")) @Nullable Integer consumers,
		@Parameter(description = "How many items there are in all.",
				schema = @Schema(type = "integer", defaultValue = "6")) @Nullable Integer items,
		@Parameter(description = "How long the work on an item takes. Producing it takes a third of that.",
				schema = @Schema(type = "string", defaultValue = "300ms")) @Nullable Duration delay) {
// @formatter:on

	QueueLesson lesson(Limits limits) {
		return new QueueLesson(count("producers", this.producers, 1, limits),
				count("consumers", this.consumers, 2, limits));
	}

	Plan plan(Concept concept, QueueLesson lesson, Style style, Limits limits) {
		int items = count("items", this.items, 6, limits);
		Duration delay = (this.delay != null) ? this.delay : Duration.ofMillis(300);
		Bounds.requireBetween("delay", delay, Duration.ZERO, limits.delay());
		Plan plan = new Plan(concept,
				Stream.concat(jobs("put", items, delay.dividedBy(3)), jobs("get", items, delay)).toList(), style,
				"items");
		Duration time = lesson.time(plan);
		if (time.compareTo(limits.runTime()) > 0) {
			throw new BadParameterException("items",
					Sentence.of("given.run-time", "the run would take {0} ms", time.toMillis()),
					Sentence.of("allowed.time", "at most {0} ms in all", limits.runTime().toMillis()));
		}
		return plan;
	}

	private static Stream<Job> jobs(String name, int count, Duration delay) {
		return IntStream.rangeClosed(1, count).mapToObj((i) -> new Job(name + i, delay, Job.Outcome.OK));
	}

	private static int count(String parameter, @Nullable Integer count, int otherwise, Limits limits) {
		// An item is two jobs.
		int most = Math.max(1, limits.jobs() / 2);
		return (count != null) ? Bounds.requireBetween(parameter, count, 1, most) : otherwise;
	}

}
