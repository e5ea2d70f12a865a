package dev.asynclab.lesson.run;

import java.util.Optional;

import dev.asynclab.answer.Answer;
import dev.asynclab.answer.ReportMapping;
import dev.asynclab.job.Shape;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.JobParameters;
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
 * {@code GET /api/run}.
 */
@RestController
@Order(20)
class RunController extends LessonController {

	static final String NAME = "run";

	RunController(LessonAnswers answers) {
		super(NAME, "Makes a loop, runs main on it, cancels the tasks that are left, and closes the loop.", answers);
	}

	@Override
	public Optional<Gap> gap(Style style) {
		return (style.shape() == Shape.FUTURES) ? Optional.of(new Gap(Sentence.of("gap.run",
				"A pool has no run: it exists before main and after it, and does not know which tasks main has started."),
				"style=virtual-thread")) : Optional.empty();
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "asyncio.run: main runs, the rest is cancelled", description = """
			Makes an event loop and runs main on it. When main has ended, run cancels and awaits the tasks that are
			left, and closes the loop. Main does the last job, and the others run beside it: they end with main
			unless they are faster. With `nested=true` main runs another main inside. This is an error in
			`asyncio`, and in `webclient`, where run is `block()`. A pool has no run, so `async-pool` gets a 422.""")
	Answer<Report> run(@ParameterObject JobParameters jobs,
			@Parameter(description = "The style in which the tasks run.") @RequestParam(
					defaultValue = "asyncio") Style style,
			@Parameter(description = "Whether main runs another main inside.") @RequestParam(
					defaultValue = "false") boolean nested) {
		return answer(new RunLesson(nested), jobs, style);
	}

}
