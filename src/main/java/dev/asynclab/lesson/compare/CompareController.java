package dev.asynclab.lesson.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

import dev.asynclab.admission.Admission.Places;
import dev.asynclab.answer.EventStream;
import dev.asynclab.answer.LateAnswer;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.Lesson;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.Lessons;
import dev.asynclab.lesson.Plan;
import dev.asynclab.openapi.Tags;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.timeline.Comparison;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springdoc.core.annotations.ParameterObject;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Sinks;

import org.springframework.http.MediaType;
import org.springframework.http.codec.ServerSentEvent;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.context.request.async.DeferredResult;

/**
 * {@code GET /api/compare}.
 */
@RestController
@Tag(name = Tags.COMPARE)
class CompareController {

	private final Map<String, Lesson> concepts = new TreeMap<>();

	private final Lessons lessons;

	private final LessonAnswers answers;

	private final AtomicInteger rotation = new AtomicInteger();

	CompareController(List<Lesson> concepts, Lessons lessons, LessonAnswers answers) {
		concepts.forEach((lesson) -> this.concepts.put(lesson.concept(), lesson));
		this.lessons = lessons;
		this.answers = answers;
	}

	@GetMapping(path = "/api/compare",
			produces = { MediaType.APPLICATION_JSON_VALUE, MediaType.TEXT_PLAIN_VALUE, "image/svg+xml" })
	@Operation(summary = "One plan in every style", description = """
			Runs the same jobs through the same concept in each style, one style after the other, and draws them
			on one time axis. The first style to run changes from call to call, so that none has the warm seat.""")
	DeferredResult<Comparison> compare(@ParameterObject JobParameters jobs,
			@Parameter(description = "What to do with the jobs.",
					schema = @Schema(defaultValue = "gather",
							allowableValues = { "sequential", "create-task", "gather", "wait", "timeout",
									"as-completed", "task-group", "shield", "to-thread" })) @RequestParam(
											defaultValue = "gather") String concept) {
		Lesson lesson = lesson(concept);
		Plan plan = this.answers.plan(jobs, Style.ASYNC_POOL);
		ComparisonRun run = new ComparisonRun(this.lessons, lesson, plan, (_) -> {
		});
		return LateAnswer.of(start(run, lesson, plan), run::cancel);
	}

	@GetMapping(path = "/api/compare", produces = MediaType.TEXT_EVENT_STREAM_VALUE)
	@Operation(hidden = true)
	Flux<ServerSentEvent<Object>> compareEvents(@ParameterObject JobParameters jobs,
			@RequestParam(defaultValue = "gather") String concept) {
		Lesson lesson = lesson(concept);
		Plan plan = this.answers.plan(jobs, Style.ASYNC_POOL);
		Sinks.Many<ComparisonRun.Entry> entries = Sinks.many().unicast().onBackpressureBuffer();
		ComparisonRun run = new ComparisonRun(this.lessons, lesson, plan, entries::tryEmitNext);
		return EventStream.of(entries, start(run, lesson, plan), run::cancel);
	}

	private Lesson lesson(String concept) {
		Lesson lesson = this.concepts.get(concept);
		if (lesson == null) {
			throw new BadParameterException("concept", concept, String.join(", ", this.concepts.keySet()));
		}
		return lesson;
	}

	private CompletableFuture<Comparison> start(ComparisonRun run, Lesson lesson, Plan plan) {
		List<Style> styles = stylesInTurn();
		Places places = this.lessons.admit(lesson, plan, styles);
		return run.run(styles).whenComplete((_, _) -> places.close());
	}

	private List<Style> stylesInTurn() {
		List<Style> styles = new ArrayList<>(List.of(Style.values()));
		Collections.rotate(styles, this.rotation.getAndIncrement());
		return styles;
	}

}
