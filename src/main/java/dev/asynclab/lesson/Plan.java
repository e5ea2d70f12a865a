package dev.asynclab.lesson;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;

import dev.asynclab.job.Job;
import dev.asynclab.job.Style;
import org.jspecify.annotations.Nullable;

/**
 * The jobs of a run, and how they run.
 *
 * @param concept the concept that the run shows
 * @param jobs the jobs, in the order in which the combinator gets them
 * @param style the style in which they run
 * @param parameter the request parameter that determines how long the jobs take
 * @param threads how many threads the pool of {@code async-pool} has: one that the run
 * has of its own; null for the pool of the lab
 * @param asked the path and query that asked for the run; null if it is one of several
 */
public record Plan(Concept concept, List<Job> jobs, Style style, String parameter, @Nullable Integer threads,
		@Nullable String asked) {

	/**
	 * Creates a plan that runs in the pool of the lab, if it runs in a pool.
	 * @param concept the concept that the run shows
	 * @param jobs the jobs
	 * @param style the style
	 * @param parameter the request parameter that determines how long the jobs take
	 */
	public Plan(Concept concept, List<Job> jobs, Style style, String parameter) {
		this(concept, jobs, style, parameter, null, null);
	}

	/**
	 * Returns a plan with the same jobs in another style.
	 * @param style the other style
	 * @return the new plan
	 */
	public Plan in(Style style) {
		return new Plan(this.concept, this.jobs, style, this.parameter, this.threads, null);
	}

	/**
	 * Returns a plan whose pool is one of its own.
	 * @param threads how many threads it has; null for the pool of the lab
	 * @return the new plan
	 */
	public Plan withPool(@Nullable Integer threads) {
		return new Plan(this.concept, this.jobs, this.style, this.parameter, threads, this.asked);
	}

	/**
	 * Returns a plan that knows how it was asked for.
	 * @param path the path and query that ask for the same run again
	 * @return the new plan
	 */
	Plan askedBy(@Nullable String path) {
		return new Plan(this.concept, this.jobs, this.style, this.parameter, this.threads, path);
	}

	/**
	 * Returns how many jobs the style runs at once.
	 * @param ofTheLab how many it runs at once in the pool of the lab
	 * @return that number, or the threads of the plan's own pool
	 */
	int capacity(int ofTheLab) {
		return (this.threads != null && this.style == Style.ASYNC_POOL) ? this.threads : ofTheLab;
	}

	/**
	 * Returns whether a job fails.
	 * @return {@code true} if at least one does
	 */
	public boolean fails() {
		return any(Job.Outcome.FAIL);
	}

	/**
	 * Returns whether a job blocks its thread.
	 * @return {@code true} if at least one does
	 */
	public boolean blocks() {
		return any(Job.Outcome.BLOCK);
	}

	private boolean any(Job.Outcome outcome) {
		for (Job job : this.jobs) {
			if (job.outcome() == outcome) {
				return true;
			}
		}
		return false;
	}

	Duration blockTime() {
		long nanos = 0;
		for (Job job : this.jobs) {
			nanos += job.blocks() ? job.delay().toNanos() : 0;
		}
		return Duration.ofNanos(nanos);
	}

	/**
	 * Returns the shortest time that the jobs can take if a number of them run at once.
	 * @param concurrency how many jobs run at once
	 * @return the longest delay, or the sum of the delays divided by the concurrency if
	 * that is longer
	 */
	Duration idealTime(int concurrency) {
		long sum = 0;
		long longest = 0;
		for (Job job : this.jobs) {
			long nanos = job.delay().toNanos();
			sum += nanos;
			longest = Math.max(longest, nanos);
		}
		return Duration.ofNanos(Math.max(longest, sum / concurrency));
	}

	/**
	 * Writes the jobs as the arguments of a Python call.
	 * @return a call for each job if there are at most four and their names are
	 * identifiers, else {@code *tasks}
	 */
	public String pythonArguments() {
		return (this.jobs.size() <= 4
				&& this.jobs.stream().allMatch((job) -> job.name().matches("[A-Za-z_][A-Za-z0-9_]*")))
						? this.jobs.stream().map((job) -> job.name() + "()").collect(Collectors.joining(", "))
						: "*tasks";
	}

}
