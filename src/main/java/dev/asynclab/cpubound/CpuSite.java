package dev.asynclab.cpubound;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Function;

import dev.asynclab.cpubound.CpuBoundReport.CpuSpan;
import dev.asynclab.job.Place;
import dev.asynclab.notation.Sentence;

/**
 * A place for CPU-bound jobs.
 *
 * @param place the place
 * @param starter starts jobs there
 * @param heart the place of the heartbeat, which shows how the jobs delay other work
 * @param heartbeat starts to beat there, until the pulse is stopped
 * @param python the same in Python
 * @param lesson what a run teaches
 * @param next the path to try next
 */
record CpuSite(Place place, Starter starter, Place heart, Consumer<Pulse> heartbeat, String python, Sentence lesson,
		String next) {

	/** Starts all jobs at once. */
	@FunctionalInterface
	interface Starter {

		CompletableFuture<List<CpuSpan>> start(List<CpuJob> jobs, Function<CpuJob, CpuSpan> code) throws Exception;

	}

}
