package dev.asynclab.lesson;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import dev.asynclab.admission.Limits;
import dev.asynclab.job.Job;
import dev.asynclab.notation.Sentence;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.ArraySchema;
import io.swagger.v3.oas.annotations.media.ExampleObject;
import io.swagger.v3.oas.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * The query parameters that the lessons share: either the jobs one by one, or a number of
 * equal jobs.
 *
 * @param job the jobs one by one
 * @param count the number of equal jobs
 * @param delay how long each of the equal jobs takes
 */
// @formatter:off: the formatter would remove the space before the brace.
public record JobParameters(
		@Parameter(description = "A job, written `name:duration[:fail|:block]`. Repeat the parameter for more jobs.",
				array = @ArraySchema(schema = @Schema(type = "string"), arraySchema = @Schema(defaultValue = TUTORIAL)),
				examples = {
						@ExampleObject(name = "tutorial", summary = "The jobs of the tutorial", value = TUTORIAL),
						@ExampleObject(name = "fail", summary = "One job fails", value = ONE_FAILS),
						@ExampleObject(name = "block", summary = "One job blocks its thread",
								value = ONE_BLOCKS) }) @Nullable List<Job> job,
		@Parameter(description = "How many equal jobs to run if no `job` is given. The default is 2 if a `delay` is given.",
				schema = @Schema(type = "integer", minimum = "1")) @Nullable Integer count,
		@Parameter(description = "How long each of the equal jobs takes. The default is 1s if a `count` is given.",
				schema = @Schema(type = "string")) @Nullable Duration delay) {
// @formatter:on

	private static final String TUTORIAL = "[\"task1:2s\", \"task2:1s\"]";

	private static final String ONE_FAILS = "[\"A:2s\", \"B:1s:fail\"]";

	private static final String ONE_BLOCKS = "[\"A:500ms\", \"B:1500ms:block\"]";

	static final List<Job> DEFAULT_JOBS = List.of(Job.valueOf("task1:2s"), Job.valueOf("task2:1s"));

	static final int DEFAULT_COUNT = 2;

	static final Duration DEFAULT_DELAY = Duration.ofSeconds(1);

	List<Job> jobs(Limits limits) {
		if (this.count == null && this.delay == null) {
			return (this.job != null) ? checked(this.job, limits) : DEFAULT_JOBS;
		}
		if (this.job != null) {
			throw new BadParameterException("job", join(this.job),
					Sentence.of("allowed.job-or-count", "either job, or count and delay, not both"));
		}
		return equalJobs(limits);
	}

	private List<Job> equalJobs(Limits limits) {
		int count = (this.count != null) ? this.count : DEFAULT_COUNT;
		Bounds.requireBetween("count", count, 1, limits.jobs());
		Duration delay = (this.delay != null) ? this.delay : DEFAULT_DELAY;
		Bounds.requireBetween("delay", delay, Duration.ZERO, limits.delay());
		return IntStream.rangeClosed(1, count)
			.mapToObj((index) -> new Job("task" + index, delay, Job.Outcome.OK))
			.toList();
	}

	private static List<Job> checked(List<Job> jobs, Limits limits) {
		if (jobs.isEmpty() || jobs.size() > limits.jobs()) {
			throw new BadParameterException("job", Sentence.of("given.jobs", "{0} jobs", jobs.size()),
					Sentence.of("allowed.jobs", "1 to {0} jobs", limits.jobs()));
		}
		Set<String> names = new HashSet<>();
		for (Job job : jobs) {
			Bounds.requireBetween("job", job, job.delay(), Duration.ZERO, limits.delay());
			if (!names.add(job.name())) {
				throw new BadParameterException("job", job.name(),
						Sentence.of("allowed.different-names", "names that differ from each other"));
			}
		}
		return List.copyOf(jobs);
	}

	private static String join(List<Job> jobs) {
		return jobs.stream().map(Job::toString).collect(Collectors.joining(", "));
	}

}
