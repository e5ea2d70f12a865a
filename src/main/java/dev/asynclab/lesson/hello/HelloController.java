package dev.asynclab.lesson.hello;

import java.time.Duration;
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

import org.springframework.core.annotation.Order;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/**
 * {@code GET /api/hello}.
 */
@RestController
@Order(10)
class HelloController extends LessonController {

	static final String NAME = "hello";

	private final AsyncPoolHello asyncPool;

	HelloController(AsyncPoolHello asyncPool, LessonAnswers answers) {
		super(NAME, "A coroutine: prints Hello, awaits a sleep, prints World.", answers);
		this.asyncPool = asyncPool;
	}

	@Override
	public Optional<Gap> gap(Style style) {
		return style.isDistributed() ? Optional.of(new Gap(Sentence.of("gap.hello",
				"A worker gets a job as data: the code that prints stays here, and so nothing prints between two parts of a task."),
				"style=async-pool")) : Optional.empty();
	}

	@ReportMapping("/api/" + NAME)
	@Operation(summary = "A coroutine: Hello, await, World", description = """
			`async def say_hello()` prints Hello, awaits for the length of `delay`, and prints World. The value is
			what was printed. The wait is a real HTTP call to the mock upstream: during the call, the coroutine
			holds a thread of the pool (`async-pool`), or no platform thread (`webclient`, `virtual-thread`).""")
	Answer<Report> hello(
			@Parameter(description = "How long to wait between the words.") @RequestParam(
					defaultValue = "1s") Duration delay,
			@Parameter(description = "The style in which the coroutine runs.") @RequestParam(
					defaultValue = "async-pool") Style style) {
		return answers().answer(new HelloLesson(this.asyncPool), answers().plan(this, "say_hello", delay, style));
	}

}
