package dev.asynclab.lesson.queue;

import java.util.Optional;

import dev.asynclab.admission.Limits;
import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Shape;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/queue}.
 */
@RestController
@Order(130)
class QueueController extends LessonController {

	static final String NAME = "queue";

	private final Limits limits;

	QueueController(LessonAnswers answers, Limits limits) {
		super(NAME, "Lets producers and consumers wait for each other.", answers);
		this.limits = limits;
	}

	@Override
	public Optional<Gap> gap(Style style) {
		return (style.shape() == Shape.FUTURES) ? Optional.of(new Gap(Sentence.of("gap.queue",
				"A pool has no queue for its tasks to wait at: each task that waits holds a thread, and when all threads wait, nothing runs."),
				"style=virtual-thread")) : Optional.empty();
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.Queue: producers and consumers", description = """
			Producers fetch items (`put1`, `put2`, ...) and put them into a queue with a place for each consumer.
			Consumers get the items and work on them (`get1`, `get2`, ...). When the queue is full, producers wait;
			when it is empty, consumers wait. The value has the results in the order in which they came. A pool
			can't wait without holding a thread, and could come to a standstill, so `async-pool` gets a 422.""")
	Answer<Report> queue(@ParameterObject QueueParameters parameters, @Parameter(
			description = "The style in which the tasks run.") @RequestParam(defaultValue = "asyncio") Style style) {
		LessonAnswers.requireStyle(this, style);
		QueueLesson lesson = parameters.lesson(this.limits);
		return answers().answer(lesson, parameters.plan(this, lesson, style, this.limits));
	}

}
