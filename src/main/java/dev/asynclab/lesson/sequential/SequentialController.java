package dev.asynclab.lesson.sequential;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.LessonController;
import dev.asynclab.timeline.Report;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import org.springdoc.core.annotations.ParameterObject;

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/sequential}.
 */
@RestController
@Order(30)
class SequentialController extends LessonController {

	static final String NAME = "sequential";

	SequentialController(LessonAnswers answers) {
		super(NAME, "Awaits one job after the other: the delays add up.", answers, SequentialLesson::new);
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "Await one after the other",
			description = """
					Each job starts when the one before it has ended: nothing overlaps, and the wall time is the sum of the
					delays. The jobs after a failure never start. Compare this with create-task, which starts all jobs first.""")
	Answer<Report> sequential(@ParameterObject JobParameters jobs, @Parameter(
			description = "The style in which the tasks run.") @RequestParam(defaultValue = "async-pool") Style style) {
		return answer(new SequentialLesson(), jobs, style);
	}

}
