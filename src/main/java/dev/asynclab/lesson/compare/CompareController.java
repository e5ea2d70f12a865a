package dev.asynclab.lesson.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.admission.Gate.Permit;
import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.answer.Running;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Concept;
import dev.asynclab.lesson.Concepts;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.Lessons;
import dev.asynclab.lesson.Plan;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.Bounds;
import dev.asynclab.timeline.Comparison;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/compare}.
 */
@RestController
@Tag(name = Tags.COMPARE_AND_LOAD)
class CompareController {

	private static final int MOST_THREADS = 64;

	private final Concepts concepts;

	private final Lessons lessons;

	private final LessonAnswers answers;

	private final AtomicInteger rotation = new AtomicInteger();

	CompareController(Concepts concepts, Lessons lessons, LessonAnswers answers) {
		this.concepts = concepts;
		this.lessons = lessons;
		this.answers = answers;
	}

	@ReportMapping("/api/compare")
	@Operation(summary = "The same jobs in every style", description = """
			Runs the same jobs with the same concept in each style, one style after the other, and draws the runs
			on one time axis. Each call starts with another style, so that no style always runs first. Of
			the styles, `hazelcast` runs only with `distributed=true`.""")
	Answer<Comparison> compare(@ParameterObject JobParameters jobs,
			@Parameter(description = "The concept to compare.") @RequestParam(defaultValue = "gather") String concept,
			@Parameter(
					description = "Whether to run style `hazelcast` too, whose tasks run in other processes.") @RequestParam(
							defaultValue = "false") boolean distributed,
			@Parameter(
					description = "How many threads the pool of `async-pool` has, which is one of its own then. The pool of the lab has 8.",
					schema = @Schema(type = "integer", minimum = "1", maximum = "" + MOST_THREADS)) @RequestParam(
							required = false) @Nullable Integer threads) {
		if (threads != null) {
			Bounds.requireBetween("threads", threads, 1, MOST_THREADS);
		}
		Concept compared = this.concepts.comparable(concept);
		Lesson lesson = compared.comparable().orElseThrow();
		List<Style> styles = styles(compared, distributed);
		Plan plan = this.answers.plan(compared, jobs, styles.getFirst()).withPool(threads);
		return (listener) -> start(new ComparisonRun(this.lessons, lesson, plan, listener::accept), lesson, plan,
				styles);
	}

	// A style that starts other processes has to be asked for.
	private static List<Style> styles(Concept compared, boolean distributed) {
		return Concepts.styles(compared).stream().filter((style) -> distributed || !style.isDistributed()).toList();
	}

	private Running<Comparison> start(ComparisonRun run, Lesson lesson, Plan plan, List<Style> styles) {
		Permit places = this.lessons.admit(lesson, plan, styles);
		List<Style> inTurn = new ArrayList<>(styles);
		Collections.rotate(inTurn, this.rotation.getAndIncrement());
		return new Running<>(run.run(inTurn).whenComplete((_, _) -> places.close()), run::cancel);
	}

}
