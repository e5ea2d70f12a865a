package dev.asynclab.lesson.tothread;

import java.time.Duration;
import java.util.List;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import dev.asynclab.lesson.Concept;
import dev.asynclab.lesson.JobParameters;
import dev.asynclab.lesson.LessonAnswers;
import dev.asynclab.lesson.Plan;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of to_thread. By default one of them blocks, and so do all equal jobs.
 */
// @formatter:off: the formatter would remove the space before the brace.
record ToThreadParameters(
		@Parameter(description = "A job, written `name:duration[:fail|:block]`. Repeat the parameter for more jobs. A job that blocks gets a worker thread.",
				array = @ArraySchema(schema = @Schema(type = "string"), arraySchema = @Schema(defaultValue = ONE_BLOCKS)),
				examples = {
						@ExampleObject(name = "block", summary = "One job blocks its thread", value = ONE_BLOCKS),
						@ExampleObject(name = "fail", summary = "One job fails", value = ONE_FAILS),
						@ExampleObject(name = "all", summary = "All jobs block", value = ALL_BLOCK) }) @Nullable List<Job> job,
		@Parameter(description = "How many equal jobs that block to run if no `job` is given. The default is 2 if a `delay` is given.",
				schema = @Schema(type = "integer")) @Nullable Integer count,
		@Parameter(description = "How long each of the equal jobs takes. The default is 1s if a `count` is given.",
				schema = @Schema(type = "string")) @Nullable Duration delay) {
// @formatter:on

	private static final String ONE_BLOCKS = "[\"A:500ms\", \"B:1500ms:block\"]";

	private static final String ONE_FAILS = "[\"A:500ms:fail\", \"B:1500ms:block\"]";

	private static final String ALL_BLOCK = "[\"A:1s:block\", \"B:1s:block\"]";

	private static final List<Job> DEFAULT_JOBS = List.of(Job.valueOf("A:500ms"), Job.valueOf("B:1500ms:block"));

	Plan plan(Concept concept, LessonAnswers answers, Style style) {
		boolean none = this.job == null && this.count == null && this.delay == null;
		JobParameters jobs = new JobParameters(none ? DEFAULT_JOBS : this.job, this.count, this.delay);
		Plan plan = answers.plan(concept, jobs, style);
		return (jobs.job() != null) ? plan : new Plan(concept,
				plan.jobs().stream().map(ToThreadParameters::block).toList(), style, plan.parameter());
	}

	private static Job block(Job job) {
		return new Job(job.name(), job.delay(), Job.Outcome.BLOCK);
	}

}
