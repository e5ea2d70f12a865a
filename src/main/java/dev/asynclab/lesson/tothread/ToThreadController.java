package dev.asynclab.lesson.tothread;

import java.util.Optional;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.notation.Sentence;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springdoc.core.annotations.ParameterObject;
import reactor.core.scheduler.Scheduler;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/to-thread}.
 */
@RestController
@Order(120)
class ToThreadController extends LessonController {

	static final String NAME = "to-thread";

	private final AsyncPoolToThread asyncPool;

	private final Scheduler labWorkers;

	ToThreadController(AsyncPoolToThread asyncPool, Scheduler labWorkers, LessonAnswers answers) {
		super(NAME, "Sends blocking code to a worker thread, so that the event loop is free.", answers,
				() -> new ToThreadLesson(asyncPool, labWorkers));
		this.asyncPool = asyncPool;
		this.labWorkers = labWorkers;
	}

	@Override
	public Optional<Gap> gap(Style style) {
		return style.isDistributed() ? Optional.of(new Gap(
				Sentence.of("gap.to-thread",
						"A worker runs each job on a thread of its own: there is no event loop that code could block."),
				"style=async-pool")) : Optional.empty();
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.to_thread: blocking code beside the loop", description = """
			Runs all jobs at once and awaits each in order. A job with `:block` would block the event loop
			(`webclient`, `asyncio`) and delay every other task on it, so it runs on a worker thread: compare this
			with create-task. In the other styles every task has its own thread already.""")
	Answer<Report> toThread(@ParameterObject ToThreadParameters jobs, @Parameter(
			description = "The style in which the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return answers().answer(lesson(), jobs.plan(this, answers(), style));
	}

	private ToThreadLesson lesson() {
		return new ToThreadLesson(this.asyncPool, this.labWorkers);
	}

}
