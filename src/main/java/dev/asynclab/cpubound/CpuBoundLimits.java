package dev.asynclab.cpubound;

import java.util.Map;

import dev.asynclab.admission.Limits;
import dev.asynclab.notation.Sentence;
import dev.asynclab.openapi.ParameterMaxima;
import dev.asynclab.problem.BadParameterException;
import dev.asynclab.problem.Bounds;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The bounds of a CPU-bound run.
 *
 * @param cpuJobs the most jobs
 * @param cpuSize the most rounds of SHA-256 in a job
 * @param cpuRounds the most rounds in all jobs together
 */
@ConfigurationProperties("asynclab.limits")
record CpuBoundLimits(@DefaultValue("16") int cpuJobs, @DefaultValue("2000000") int cpuSize,
		@DefaultValue("8000000") int cpuRounds) implements ParameterMaxima {

	private static final int LEAST_SIZE = 1_000;

	CpuBoundLimits {
		Limits.requirePositive("cpu-jobs", cpuJobs);
		Limits.require(cpuSize >= LEAST_SIZE, "cpu-size", "at least " + LEAST_SIZE);
		Limits.require(cpuRounds >= LEAST_SIZE, "cpu-rounds", "at least " + LEAST_SIZE);
	}

	void requireWithin(int jobs, int size) {
		Bounds.requireBetween("jobs", jobs, 1, this.cpuJobs);
		Bounds.requireBetween("size", size, LEAST_SIZE, this.cpuSize);
		if ((long) jobs * size > this.cpuRounds) {
			throw new BadParameterException("size", size,
					Sentence.of("allowed.size", "at most {0} for {1} jobs", this.cpuRounds / jobs, jobs));
		}
	}

	@Override
	public String path() {
		return "/api/cpu-bound";
	}

	@Override
	public Map<String, Integer> maxima() {
		return Map.of("jobs", this.cpuJobs, "size", this.cpuSize);
	}

}
