package dev.asynclab.cpubound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;

/**
 * A place for CPU-bound jobs.
 *
 * @param place the place
 * @param starter starts jobs there
 * @param heart where a heartbeat can tell what the jobs do to others
 * @param heartbeat beats there, until the pulse is stopped
 * @param python the Python that a run stands for
 * @param lesson what it teaches
 * @param next the path to try next
 */
record CpuSite(Place place, Starter starter, Place heart, Consumer<Pulse> heartbeat, String python, Sentence lesson,
		String next) {

	/**
	 * Starts jobs, all at once.
	 */
	@FunctionalInterface
	interface Starter {

		/**
		 * Starts jobs.
		 * @param jobs the jobs
		 * @param code runs one of them to its end
		 * @return when each of them ran
		 * @throws Exception if they can't be started
		 */
		CompletableFuture<List<CpuSpan>> start(List<CpuJob> jobs, Function<CpuJob, CpuSpan> code) throws Exception;

	}

}
